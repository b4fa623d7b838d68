"""Pages of the connectors."""

from django.urls import path

from connectors import pages

urlpatterns = [
    path("mail/inbound/", pages.inbound, name="mail_inbound"),
    path("manage/mail/", pages.mail, name="manage_mail"),
    path("manage/mail/<uuid:mail_id>/", pages.one_mail, name="manage_mail_one"),
]
