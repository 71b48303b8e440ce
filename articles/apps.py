from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Practice site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from articles.models.essentials import make_essentials

        post_migrate.connect(make_essentials, sender=self)
