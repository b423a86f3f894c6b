"""Words that people write for the fixed words of the files, so that a hint can say which one they mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping

_IN_OTHER_WORDS: Mapping[str, str] = {
    # Statuses.
    "not_started": "niet gestart, niet begonnen, gepland, pas commencé, non commencé, prévu, nicht begonnen, planned",
    "preparing": "in voorbereiding, voorbereiding, en préparation, in Vorbereitung, in preparation",
    "in_progress": "bezig, lopend, in uitvoering, gestart, en cours, laufend, in Arbeit, in Umsetzung, ongoing",
    "completed": "voltooid, afgerond, klaar, uitgevoerd, terminé, achevé, réalisé, abgeschlossen, done, finished",
    "stopped": "stopgezet, gestopt, geschrapt, arrêté, abandonné, eingestellt, gestoppt, abgebrochen, cancelled",
    # Kinds of deadlines.
    "date": "datum, dag, Datum, Tag, day",
    "period": "periode, période, Zeitraum",
    "phased": "fasen, in fasen, phases, par phases, in Phasen",
    "ongoing": "doorlopend, permanent, continu, fortlaufend, laufend, continuous",
    "none": "geen, aucun, aucune, keine",
    # How exact a deadline is.
    "day": "dag, jour, Tag, date",
    "month": "maand, mois, Monat",
    "year": "jaar, an, année, Jahr",
}

_LONGEST = 40


def meant_by(word: str, allowed: Collection[str]) -> str | None:
    """Which of the allowed words is meant by one in another language, or by another word for the same."""
    if len(word) > _LONGEST:
        return None
    wanted = _compared(word)
    for meaning, words in _IN_OTHER_WORDS.items():
        if meaning in allowed and wanted in _compared(words).split(", "):
            return meaning
    return None


def _compared(text: str) -> str:
    """A text without case, accents, or a choice between spaces, hyphens and underscores."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().replace("_", " ").replace("-", " ")
    return "".join(character for character in decomposed if not unicodedata.combining(character))
