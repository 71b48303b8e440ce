import re

from django.core.validators import RegexValidator

# What a button may lead to; javascript: and the like are never printed.
BUTTON_URL = re.compile(r"\A(?:https?://|mailto:|tel:|sms:|/(?!/)|#)", re.IGNORECASE)

validate_button_url = RegexValidator(
    BUTTON_URL,
    "Begin with https://, mailto:, tel: or a slash, for example /contact/ for a page "
    "of this site.",
)
