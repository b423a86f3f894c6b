"""A small report with everything that a text to lay out may use, and the texts that pages break on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from nap.output.publish.document import Document, Words

DAY = datetime.date(2026, 12, 31)

WORDS: Mapping[str, Words] = {
    "nl": Words("Inhoud", "Figuur", "Tabel", "Pagina", "van", "Naar de tekst"),
    "fr": Words("Table des matières", "Figure", "Tableau", "Page", "sur", "Aller au texte"),
    "de": Words("Inhalt", "Abbildung", "Tabelle", "Seite", "von", "Zum Text"),
    "en": Words("Contents", "Figure", "Table", "Page", "of", "To the text"),
}
OTHER = {"nl": "fr", "fr": "nl", "de": "nl", "en": "nl"}
"""The language of the foreign words in a text."""

LONG_TITLE = (
    "Goedkeuring van de wet betreffende de bescherming van mens en milieu bij de prospectie, exploratie en "
    "exploitatie van rijkdommen van de zee- en oceaanbodem en de ondergrond ervan voorbij de grenzen van de "
    "nationale rechtsmacht"
)
LONG_WORD = "verantwoordelijkheidsverzekeringsmaatschappijen"
ACTORS = (
    "FOD Economie (opmaak en omzetting); FOD Buitenlandse Zaken; Permanente vertegenwoordiging bij de OESO; "
    "Besturen en autonome bestuursinstellingen van het Brussels Hoofdstedelijk Gewest; Vlaamse overheid; "
    "Waalse overheid; Regierung der Deutschsprachigen Gemeinschaft; Federaal Instituut voor Duurzame Ontwikkeling"
)
LONG_ADDRESS = (
    "https://justitie.belgium.be/sites/default/files/downloads/Corruptie_niet_in_ons_bedrijf_preventie_van_"
    "corruptie_in_het_bedrijfsleven_geactualiseerde_uitgave.pdf"
)
MANY_ROWS = 80
FOREIGN = "L’outil de sensibilisation à la corruption"
ALTERNATIVES = ("Gestapelde balken: de stand per hoofdstuk.", "Tijdlijn: de termijnen van 2024 tot en met 2029.")
"""What the pictures are for whoever does not see them."""

BARS = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 140" width="720" height="140" role="img" \
aria-labelledby="status-by-chapter-title" aria-describedby="status-by-chapter-desc">
<title id="status-by-chapter-title">Stand per hoofdstuk</title>
<desc id="status-by-chapter-desc">Hoofdstuk 1: 6 in uitvoering, 4 voltooid. Hoofdstuk 2: 3 niet gerapporteerd.</desc>
<defs><pattern id="status-by-chapter-hatch" width="6" height="6" patternUnits="userSpaceOnUse">\
<path d="M0 6L6 0" stroke="#1f3864" stroke-width="1"/></pattern></defs>
<rect class="nap-ground" x="0" y="0" width="720" height="140" fill="#ffffff"/>
<g font-family="Libertinus Serif, Georgia, serif" font-size="16">
<text class="nap-text" x="10" y="45" fill="#1a1a1a">1. Kennis &amp; vorming</text>
<rect class="nap-in_progress" x="200" y="25" width="300" height="30" fill="#dce6f2" stroke="#1f3864"/>
<rect x="200" y="25" width="300" height="30" fill="url(#status-by-chapter-hatch)"/>
<rect class="nap-completed" x="500" y="25" width="200" height="30" fill="#1f3864" stroke="#1f3864"/>
<text x="590" y="46" fill="#ffffff">4</text>
<text class="nap-text" x="10" y="95" fill="#1a1a1a">2. Overheidsopdrachten</text>
<rect class="nap-unreported" x="200" y="75" width="150" height="30" fill="#ffffff" stroke="#595959"/>
<text class="nap-text" x="270" y="96" fill="#1a1a1a">3</text>
</g></svg>
"""

TIMELINE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 90" width="720" height="90" role="img" \
aria-labelledby="timeline-title" aria-describedby="timeline-desc">
<title id="timeline-title">Termijnen</title>
<desc id="timeline-desc">Actie 35 is te laat sinds 31 december 2024; actie 59, fase 2 is voltooid.</desc>
<path class="nap-line" d="M20 60H700M140 54V66M420 54V66" fill="none" stroke="#595959" stroke-width="2"/>
<circle class="nap-late" cx="140" cy="40" r="8" fill="#9c1c1c"/>
<circle class="nap-completed" cx="420" cy="40" r="8" fill="#1f3864"/>
<g font-family="Libertinus Serif, Georgia, serif" font-size="14">
<text class="nap-text" x="155" y="45" fill="#1a1a1a">35</text>
<text class="nap-text" x="435" y="45" fill="#1a1a1a">59 · Fase 2</text>
<text class="nap-text" x="125" y="82" fill="#1a1a1a">2024</text>
<text class="nap-text" x="405" y="82" fill="#1a1a1a">2026</text>
</g></svg>
"""

MARKS = (
    "Tekens die iets betekenen, blijven tekens: *geen nadruk*, [geen link](nergens), {geen attribuut}, 5 < 6, #hekje, "
    "$x$, @fod, ~x~, a_b_c, 10 % & 1 | 2, \\naam, `code`, 'aanhaling' -- \"dubbel\" ... <b>vet</b>, è ü ß œ ‘’ “” – €."
)
"""Characters that mean something to Markdown or to a format, and must not."""

TEXT = """\
# Nationaal Actieplan Ondernemingen en Mensenrechten: opvolgingsverslag over 2026

{{.summary}}
Stand op 31 december 2026. **Van de 67 acties zijn er 12 voltooid.** Geen antwoord is niet hetzelfde als geen \
vooruitgang: zie [actie 35](#action-35) en [actie 61](#action-61). \
De titel in een andere taal is [{foreign}]{{lang={other}}}.

{{#figures}}
## Kerncijfers

{{caption="Stand van de acties" widths="40 15 15 30" .rows}}
| Stand | Op 31 december 2026 | Eén jaar eerder | Acties |
| --- | ---: | ---: | --- |
| niet gerapporteerd | 30 + 4 | 67 + 4 | alle andere |
| in uitvoering | 25 + 0 | 0 + 0 | [5](#action-35), [61](#action-61) |
| **voltooid** | 12 + 0 | 0 + 0 | – |

{{caption="Stand per hoofdstuk"}}
![{bars}](status-by-chapter.svg)

| Antwoorden | 2026 |
| --- | ---: |
| actoren van wie een antwoord verwacht wordt | 69 |
| gekregen antwoorden | 141 |

{{.note}}
{marks}

## Termijnen

{{caption="Termijnen van 2024 tot en met 2029"}}
![{timeline}](timeline.svg)

{{caption="Te laat op 31 december 2026" widths="26 16 12 10 24 12"}}
| Actie | Termijn volgens het plan | Uiterlijk op | Te laat | Wie | Waarom |
| --- | --- | --- | ---: | --- | --- |
| [61](#action-61). {long_title} | 2023 | 31 december 2023 | 1096 dagen | {actors} | nooit iets gerapporteerd |
| 62. Aansprakelijkheid van {long_word} | Afhankelijk van het soort actie (eind 2024 of doorlopend) \
| 31 december 2024 | 730 dagen | Hoofdbestuur van de FOD Buitenlandse Zaken | [{foreign}]{{lang={other}}} |

## Per hoofdstuk

### Hoofdstuk 9. Sensibilisering, vorming en ondersteuning van ondernemingen en organisaties aangaande mensenrechten

Twee acties.

{{#action-35}}
#### Actie 35. De bewustmakingstool inzake corruptie

- Wie: FOD Justitie; FOD Economie
- Termijn: ‘2024’, **730 dagen te laat**
- Stand: **in uitvoering**
    - Bewijsstuk: [{address_text}](<{address}>)
    - Bewijsstuk: [De brochure, derde druk](<https://example.org/a%20b?x=1&y=2#deel>)

{{widths="8 67 25" .rows}}
| Deel | Maatregel | Stand |
| --- | --- | --- |
| a | De brochure ‘Corruptie? Niet in ons bedrijf ...’ actualiseren. | voltooid |
| b | [Die Broschüre ins Deutsche übersetzen.]{{lang=de}} | |

{{#action-61}}
#### Actie 61. {long_title}

- Wie: {actors}

{{.note}}
- Een opmerking bij de tekst van het plan.
- Nog een, in de andere taal: [{foreign}]{{lang={other}}}.

{{#annex}}
## Bijlage 1 van het plan, met de stand

{{caption="Alle acties" widths="8 42 34 16"}}
| Nr. | Actie | Betrokken actoren | Stand |
| ---: | --- | --- | --- |
{rows}
"""


def escaped(text: str) -> str:
    """A text as Markdown in which nothing is markup."""
    return re.sub(r"([\\`*_{}\[\]<>|~#$@&])", r"\\\1", text)


def sample(language: str = "nl") -> Document:
    """The report with the words around it in a language; its text is Dutch in all of them."""
    rows = "\n".join(
        f"| {number} | {LONG_TITLE if number % 9 == 0 else f'Actie nummer {number} van het plan'} "
        f"| {ACTORS if number % 20 == 0 else 'FOD Justitie; FOD Economie'} | in uitvoering |"
        for number in range(1, MANY_ROWS + 1)
    )
    text = TEXT.format(
        foreign=FOREIGN,
        other=OTHER[language],
        bars=ALTERNATIVES[0],
        timeline=ALTERNATIVES[1],
        marks=escaped(MARKS),
        long_title=LONG_TITLE,
        long_word=LONG_WORD,
        actors=ACTORS,
        address=LONG_ADDRESS,
        address_text=escaped(LONG_ADDRESS),
        rows=rows,
    )
    return Document(
        text=text,
        pictures={"status-by-chapter.svg": BARS, "timeline.svg": TIMELINE},
        title="Opvolgingsverslag over 2026",
        subject="Hoe ver de acties van het Nationaal Actieplan Ondernemingen en Mensenrechten staan.",
        author="Federaal Instituut voor Duurzame Ontwikkeling",
        language=language,
        day=DAY,
        words=WORDS[language],
    )
