"""The page: one HTML file with everything in it, and the pictures beside it."""

import base64
import html
import io
from pathlib import Path

from comparison import ASSUMED, HELD_OUT, MEANING, USED, grouped

STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
ORDER = (HELD_OUT, USED, ASSUMED)


def escaped(text):
    return html.escape(str(text))


def badge(use, told=True):
    """`told`: with its meaning on hovering, which a table of hundreds need not repeat."""
    meaning = f' title="{escaped(MEANING[use])}"' if told else ""
    return f'<span class="badge {use.replace(" ", "-")}"{meaning}>{use}</span>'


def anchor(section):
    return "".join(letter if letter.isalnum() else "-" for letter in section.title.lower()).strip("-")


def png(figure):
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", bbox_inches="tight", pad_inches=0.08, metadata={"Software": None})
    return buffer.getvalue()


def marks_of(sources):
    """A short mark for each of some sources, in their order: a, b, … z, aa, …"""
    found = {}
    for source in sources:
        if source not in found:
            place, mark = len(found), ""
            while place >= 0:
                mark, place = chr(ord("a") + place % 26) + mark, place // 26 - 1
            found[source] = mark
    return found


def row_of(one, mark):
    filled = {"miss": one.text(one.miss), "percent": f"{one.percent:+.1f}".replace("-", "\N{MINUS SIGN}")}
    why = one.explanation.format(**filled) if one.is_miss else ""
    error = f" ± {grouped(one.error, max(one.decimals, 0))}" if one.error else ""
    return (
        f'<tr class="{"miss" if one.is_miss else "kept"}" data-key="{escaped(one.key)}"><td>{escaped(one.what)}'
        + (f'<div class="why">Why: {escaped(why)}</div>' if why else "")
        + "</td>"
        f'<td class="number">{one.text(one.simulated)}{error}</td><td class="number">{one.text(one.published)}</td>'
        f"<td>{escaped(one.unit)}</td><td class=\"number verdict\">{filled['percent']} %</td><td>{badge(one.use, told=False)}</td>"
        f'<td class="source">{mark}</td></tr>'
    )


def table_of(comparisons):
    if not comparisons:
        return ""
    ordered = sorted(comparisons, key=lambda one: ORDER.index(one.use))
    marks = marks_of(one.source for one in ordered)
    told = "".join(f"<li><b>{mark}</b> {escaped(source)}</li>" for source, mark in marks.items())
    return (
        '<table><thead><tr><th>figure</th><th class="number">simulated</th><th'
        ' class="number">published</th><th>unit</th><th class="number">difference</th><th>to the'
        " model</th><th>source</th></tr></thead><tbody>"
        + "".join(row_of(one, marks[one.source]) for one in ordered)
        + f'</tbody></table><ul class="source marks">{told}</ul>'
    )


def listed(title, items, kind):
    if not items:
        return ""
    return (
        f'<div class="{kind}"><b>{title}</b><ul>'
        + "".join(f"<li>{escaped(item)}</li>" for item in items)
        + "</ul></div>"
    )


def section_html(section, pictures):
    badges = " ".join(badge(use) for use in ORDER if use in section.used | {one.use for one in section.comparisons})
    parts = [
        f'<section id="{anchor(section)}"><h2>{escaped(section.title)} {badges}</h2><p>{escaped(section.lead)}</p>'
    ]
    for picture in section.pictures:
        data = base64.b64encode(pictures[picture.name]).decode()
        parts.append(
            f'<figure><img src="data:image/png;base64,{data}"'
            f' alt="{escaped(picture.caption)}"><figcaption>{escaped(picture.caption)}<div class="source">Source:'
            f" {escaped(picture.source)}</div></figcaption></figure>"
        )
    parts.append(table_of(section.comparisons))
    parts.append(listed("Also", section.notes, "notes"))
    parts.append(listed("Not shown", section.missing, "missing"))
    return "".join(parts) + "</section>"


def summary_html(sections):
    """Misses of what was held out first: they count."""
    every = [one for section in sections for one in section.comparisons]
    lines = []
    for use in ORDER:
        own = [one for one in every if one.use == use]
        missed = sum(one.is_miss for one in own)
        lines.append(
            f"<tr><td>{badge(use)}</td><td>{escaped(MEANING[use])}</td><td class=number>{len(own)}</td><td"
            f" class=number>{len(own) - missed}</td><td class=number>{missed}</td></tr>"
        )
    text = (
        '<table class="big"><thead><tr><th>to the model</th><th>means</th><th class=number>figures</th><th'
        " class=number>met</th><th class=number>missed</th></tr></thead><tbody>"
        + "".join(lines)
        + "</tbody></table>"
    )
    missed = [one for use in ORDER for one in every if one.use == use and one.is_miss]
    return text + (f"<h2>Every miss</h2>{table_of(missed)}" if missed else "<p>No figure is missed.</p>")


def page(context, sections, pictures):
    result = context.result
    warning = (
        ""
        if result.is_country
        else (
            '<p class="missing">This is not a run of the country in one area. National figures are scaled to its'
            " inhabitants; where its people differ from the country's, so do the figures.</p>"
        )
    )
    head = (
        f"<h1>Validation of {escaped(result.title)}</h1><p>{grouped(result.founders)} simulated persons stand for"
        f" {grouped(context.inhabitants)} inhabitants, {result.years[0]}-{result.years[-1]}, first arm. Made from the"
        " result file and the published tables alone. A figure is <b>met</b> within 5 %, within four standard errors"
        " of the simulation's chance, or within the tolerance of its section; every other is a <b>miss</b> and says"
        " why.</p>"
        + warning
    )
    contents = (
        "<nav><ul>"
        + "".join(f'<li><a href="#{anchor(section)}">{escaped(section.title)}</a></li>' for section in sections)
        + "</ul></nav>"
    )
    marks = (
        "<p>In pictures lines and bars are simulated; open circles are published and used, black diamonds published and"
        " held out, crosses assumed.</p>"
    )
    tables = sorted(context.published.read.values(), key=lambda table: table.name)
    sources = "".join(
        f"<tr><td>{escaped(table.name)}</td><td>{escaped(table.title)}</td><td"
        f" class=source>{escaped('; '.join(table.sources))}</td><td>{escaped(', '.join(table.status))}</td></tr>"
        for table in tables
    )
    body = "".join(section_html(section, pictures) for section in sections)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport"'
        f' content="width=device-width"><title>Validation of {escaped(result.title)}</title>'
        f"<style>{STYLE}</style></head><body>{head}{summary_html(sections)}{marks}{contents}{body}<h2>Tables"
        " read</h2><table><thead><tr><th>file</th><th>is</th><th>source</th><th>status</th></tr></thead>"
        f"<tbody>{sources}</tbody></table></body></html>\n"
    )
