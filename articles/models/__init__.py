"""The models, one to a module; imports go from here.

The order of the modules, each importing only those before it: prepared, ai_crawlers,
backup, site_export, generation, image, practice, licence_kinds, clinician,
crisis_cards, topic, series, reference_key, library, reference_known,
reference_changing, reference, formatted, rendered, revision, timeline, publication,
kept, published_page, citation, faq, figure, where_used, reference_change,
reference_health, reference_notice, attention, reference_apart, identifying, checking,
reference_origin, imported_record, import_library, reference_import, reference_pending,
drafts, publishing, address, state, article, menu, site_check, imported, unresolved.
"""

from articles.models.address import Address, OldPath, is_reserved, normalize_path
from articles.models.ai_crawlers import (
    AI_CRAWLERS,
    ANSWERS,
    TRAINING,
    companies,
    crawlers_for,
)
from articles.models.article import Article, Authorship
from articles.models.backup import Backup, FailedBackup
from articles.models.buttons import BUTTON_URL
from articles.models.citation import Citation, FurtherReading, ImageUse
from articles.models.clinician import Clinician, Licence
from articles.models.crisis_cards import CRISIS_CARDS
from articles.models.demo_record import DemoRecord
from articles.models.drafts import DraftChanged
from articles.models.faq import FAQ
from articles.models.figure import Figure
from articles.models.formatted import (
    SIDE_BY_SIDE,
    FormattedCitations,
    begin,
    cite,
    keep_begun,
    warm,
)
from articles.models.generation import Generation
from articles.models.image import Image
from articles.models.image_files import UnreadPicture
from articles.models.imported import ImportRecord, OpenPoint
from articles.models.imported_record import ImportedRecord
from articles.models.licence_kinds import LICENCE_KINDS
from articles.models.place import Place
from articles.models.practice import (
    CitationStyle,
    FontPairing,
    Practice,
    TakingClients,
)
from articles.models.publication import Publication
from articles.models.published_page import PublishedPage, PublishedQuestion
from articles.models.publishing import NotPublishable
from articles.models.reference import Reference
from articles.models.reference_apart import WorksApart
from articles.models.reference_change import CannotUndo, ReferenceChange
from articles.models.reference_changing import CannotMerge, ReferenceChanged
from articles.models.reference_health import ReferenceCheck
from articles.models.reference_import import ReferenceImport
from articles.models.reference_key import ReferenceKey
from articles.models.reference_notice import Notice
from articles.models.reference_origin import ReferenceOrigin
from articles.models.reference_pending import PendingChange
from articles.models.rendered import Inputs, Rendered
from articles.models.rendition import Rendition
from articles.models.revision import Revision
from articles.models.search_index import SearchEntry
from articles.models.series import Series
from articles.models.site_export import SiteExport
from articles.models.state import Stage, State
from articles.models.topic import Topic
from articles.models.worker_sign import EVERY, WorkerSign

__all__ = [
    "AI_CRAWLERS",
    "ANSWERS",
    "TRAINING",
    "companies",
    "crawlers_for",
    "PendingChange",
    "ReferenceOrigin",
    "ReferenceImport",
    "ImportedRecord",
    "ReferenceCheck",
    "Notice",
    "WorksApart",
    "CitationStyle",
    "BUTTON_URL",
    "CRISIS_CARDS",
    "EVERY",
    "FontPairing",
    "Place",
    "PublishedQuestion",
    "TakingClients",
    "FAQ",
    "LICENCE_KINDS",
    "SIDE_BY_SIDE",
    "Address",
    "Article",
    "Authorship",
    "Backup",
    "CannotMerge",
    "CannotUndo",
    "Citation",
    "Clinician",
    "DemoRecord",
    "DraftChanged",
    "FailedBackup",
    "Figure",
    "FormattedCitations",
    "FurtherReading",
    "Generation",
    "Image",
    "ImageUse",
    "ImportRecord",
    "Inputs",
    "Licence",
    "NotPublishable",
    "OldPath",
    "OpenPoint",
    "Practice",
    "Publication",
    "PublishedPage",
    "Reference",
    "ReferenceChange",
    "ReferenceChanged",
    "ReferenceKey",
    "Rendered",
    "Rendition",
    "Revision",
    "SearchEntry",
    "SiteExport",
    "Series",
    "Stage",
    "State",
    "Topic",
    "UnreadPicture",
    "WorkerSign",
    "begin",
    "cite",
    "is_reserved",
    "keep_begun",
    "normalize_path",
    "warm",
]
