from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Practice site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from articles import checks  # noqa: F401
        from articles.models.essentials import make_essentials

        post_migrate.connect(make_essentials, sender=self)


class WritingDeskConfig(AdminConfig):
    """Django's admin with this site's own index and menu."""

    default_site = "articles.admin_site.PracticeAdminSite"
