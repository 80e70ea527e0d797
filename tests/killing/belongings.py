"""What a person has, as JSON holds it, and whether all of it is whole."""

from core import jobs
from core.datasets import workshop
from core.photos import store as photo_store
from core.training import Run, queue
from ui.lessons.collect import state
from ui.session.reader import folder, reader


def listed():
    """Return the photos with their classes, those looked at, the published sets."""
    collection = state.collection()
    return {
        "photos": sorted([photo.hash, photo.class_name] for photo in collection.photos),
        "kept": sorted(list(each) for each in collection.kept),
        "sets": sorted(entry.key for entry in workshop.owned(reader())),
    }


def damaged():
    """Return what cannot be opened of that which is listed."""
    stores = [(folder(), state.collection().photos)]
    stores += [(own.dataset.folder, own.collection.photos) for own in workshop.owned(reader())]
    return [photo.hash for store, photos in stores for photo in photos if not _opens(photo, store)]


def lost(runs):
    """Return the runs, by their keys, that are neither in the queue nor ended with a word."""
    return [key for key in runs if not _is_accounted_for(key)]


def _opens(photo, store):
    try:
        return photo_store.get(photo.hash, store).ndim == 3
    except Exception:
        return False


def _is_accounted_for(key):
    job = queue.attach(key)
    if job is None:
        return False
    if job.state == "finished":
        return Run.find(key) is not None
    if not job.live:
        return job.state in ("failed", "interrupted")
    return jobs.waits(key, reader()) and _photos_wait(key)


def _photos_wait(key):
    request = queue.request_of(key)
    return request is not None and not [
        photo for photo in request.dataset.photos if not _opens(photo, request.dataset.folder)
    ]
