"""Other finders of personal data, for comparison. They are no part of Bluelamp: measured where they are installed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

Finder = Callable[[str], list[tuple[int, int, str]]]

_PRESIDIO = {
    "PHONE_NUMBER": "PHONE",
    "EMAIL_ADDRESS": "EMAIL",
    "UK_NINO": "NINO",
    "UK_POSTCODE": "POSTCODE",
    "UK_VEHICLE_REGISTRATION": "VRM",
    "IP_ADDRESS": "IP",
    "CREDIT_CARD": "BANK",
    "IBAN_CODE": "BANK",
    "UK_NHS": "DOCUMENT",
    "UK_PASSPORT": "DOCUMENT",
    "UK_DRIVING_LICENCE": "DOCUMENT",
}
_SCRUBADUB = {
    "phone": "PHONE",
    "email": "EMAIL",
    "national_insurance_number": "NINO",
    "postalcode": "POSTCODE",
    "vehicle_licence_plate": "VRM",
    "credit_card": "BANK",
    "drivers_licence": "DOCUMENT",
}


@dataclass(frozen=True)
class Peer:
    """`build` gives the finder; `types` are those of our types that it looks for."""

    build: Callable[[], Finder]
    types: frozenset[str]

    def load(self) -> Finder | None:
        """None where it is not installed."""
        try:
            return self.build()
        except ImportError:
            return None


def _presidio() -> Finder:
    """Patterns and checksums for English, without a language model: names are not looked for."""
    analyzer_module = import_module("presidio_analyzer")
    engine = import_module("presidio_analyzer.nlp_engine")

    class NoModel(engine.NlpEngine):  # type: ignore[misc, name-defined]
        """Gives no words and no names; the patterns need neither."""

        def load(self) -> None: ...

        def is_loaded(self) -> bool:
            return True

        def process_text(self, text: str, language: str) -> Any:
            return engine.NlpArtifacts([], [], [], [], self, language)

        def process_batch(self, texts: Any, language: str, **others: Any) -> Any:
            return ((text, self.process_text(text, language)) for text in texts)

        def is_stopword(self, word: str, language: str) -> bool:
            return False

        def is_punct(self, word: str, language: str) -> bool:
            return False

        def get_supported_entities(self) -> list[str]:
            return []

        def get_supported_languages(self) -> list[str]:
            return ["en"]

    _stay_offline()
    registry = analyzer_module.RecognizerRegistry()
    for name in dir(import_module("presidio_analyzer.predefined_recognizers")):
        recognizer = getattr(import_module("presidio_analyzer.predefined_recognizers"), name)
        if isinstance(recognizer, type) and set(_entities(recognizer)) & set(_PRESIDIO):
            registry.add_recognizer(recognizer(**_regions(name)))
    analyzer = analyzer_module.AnalyzerEngine(registry=registry, nlp_engine=NoModel(), supported_languages=["en"])
    wanted = sorted(set(analyzer.get_supported_entities()) & set(_PRESIDIO))
    return lambda text: [
        (hit.start, hit.end, _PRESIDIO[hit.entity_type])
        for hit in analyzer.analyze(text, "en", entities=wanted)
    ]  # fmt: skip


def _stay_offline() -> None:
    """Its e-mail pattern would fetch the list of domain endings; the copy that came with it does."""
    suffixes: Any = import_module("tldextract.tldextract")
    suffixes.TLD_EXTRACTOR = suffixes.TLDExtract(suffix_list_urls=())


def _regions(name: str) -> Mapping[str, Any]:
    return {"supported_regions": ("GB", "US")} if name == "PhoneRecognizer" else {}


def _entities(recognizer: type) -> list[str]:
    try:
        return list(recognizer().supported_entities)
    except Exception:  # those that need a model or a service
        return []


def _scrubadub() -> Finder:
    """All detectors of its own that know the United Kingdom."""
    scrubadub = import_module("scrubadub")
    scrubber = scrubadub.Scrubber(locale="en_GB")
    return lambda text: [
        (filth.beg, filth.end, _SCRUBADUB[kind])
        for filth in scrubber.iter_filth(text)
        for kind in {filth.type, *(inner.type for inner in getattr(filth, "filths", ()))} & set(_SCRUBADUB)
    ]


PEERS: Mapping[str, Peer] = {
    "presidio_patterns": Peer(_presidio, frozenset(_PRESIDIO.values())),
    "scrubadub": Peer(_scrubadub, frozenset(_SCRUBADUB.values())),
}
