"""Pictures on their way in: decoded before any transaction begins.

The admin's form view is one write transaction, and decoding a hostile picture may
take seconds; so a file sent with a form is exchanged for a library picture first.
"""

import re
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles.imaging import MAX_BYTES, ImageRefused
from articles.models import Image
from articles.tasks import make_renditions

TOO_LARGE = "This picture is larger than 15 MB. Make it smaller and choose it again."
UPLOAD = re.compile(r"figures-(\d+)-upload\Z")


def keep_upload(file, *, by, title="", rights=""):
    """(image, was it new) of an uploaded file; raises ImageRefused.

    Called outside transactions; the sizes that a page can wait for are made later.
    """
    if file.size > MAX_BYTES:
        raise ImageRefused(TOO_LARGE)
    name = title.strip() or title_from(file.name)
    image, is_new = Image.from_upload(file.read(), title=name, rights=rights, by=by)
    if is_new:
        make_renditions.enqueue(image.pk)
    return image, is_new


def title_from(file_name):
    """A name for the library: "IMG_2041 copy.jpeg" becomes "IMG 2041 copy"."""
    stem = PurePath(file_name or "").stem.replace("_", " ").replace("-", " ")
    return " ".join(stem.replace("\0", "").split())[:120] or "Picture"


def exchange_uploads(request):
    """Put library pictures in the place of the files sent with an article's form.

    Afterwards the posted form names the pictures, so that they stay chosen if it
    comes back with an error; ``request.refused_uploads`` holds {prefix: sentence}.
    """
    request.refused_uploads = {}
    posted = request.POST.copy()
    for field, file in request.FILES.items():
        match = UPLOAD.match(field)
        if not match:
            continue
        prefix = f"figures-{match[1]}"
        try:
            image, _ = keep_upload(file, by=request.user)
        except ImageRefused as refusal:
            request.refused_uploads[prefix] = str(refusal)
        else:
            posted[f"{prefix}-image"] = str(image.pk)
    request.POST = posted


@require_POST
def upload_view(request):
    """A picture dropped on or pasted into the editor; JSON, also when refused."""
    if not request.user.has_perm("articles.add_image"):
        raise PermissionDenied
    file = request.FILES.get("image")
    if file is None:
        return JsonResponse({"error": "No picture arrived. Try again."}, status=400)
    try:
        image, is_new = keep_upload(file, by=request.user)
    except ImageRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    return JsonResponse(
        {
            "id": image.pk,
            "title": image.title,
            "is_new": is_new,
            "thumbnail": image.file.url,
            "url": reverse("admin:articles_image_change", args=[image.pk]),
        }
    )
