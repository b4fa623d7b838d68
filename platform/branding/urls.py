"""Pages of the brand's looks and addresses."""

from django.urls import path

from branding import pages

urlpatterns = [
    path("theme/<int:revision>.css", pages.stylesheet, name="branding_stylesheet"),
    path("theme/draft.css", pages.draft_stylesheet, name="branding_draft_stylesheet"),
    path("manage/theme/", pages.theme, name="branding_theme"),
    path("manage/theme/publication/", pages.theme_publication, name="branding_theme_publication"),
    path("manage/theme/preview/", pages.theme_preview, name="branding_theme_preview"),
    path("manage/front-page/", pages.home_page, name="branding_home"),
    path("manage/redirects/", pages.redirects, name="branding_redirects"),
    path("manage/redirects/<uuid:redirect_id>/removal/", pages.redirect_removal, name="branding_redirect_removal"),
    path("manage/embedding/", pages.embedding, name="branding_embedding"),
]
