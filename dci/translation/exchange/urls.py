"""Where files are asked for and sent."""

from django.urls import path

from .views import ExportView, FilesView, ImportView, PreviewView

urlpatterns = [
    path("files/", FilesView.as_view(), name="files"),
    path("files/export/", ExportView.as_view(), name="files_export"),
    path("files/import/", ImportView.as_view(), name="files_import"),
    path("files/<slug:key>/", PreviewView.as_view(), name="files_preview"),
]
