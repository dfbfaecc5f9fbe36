"""A reader of Word files that shares nothing with the library's: it builds the tree of each part and walks it.

    word_reader.py [--reject] FILE…      prints the text, a line a paragraph, once changes are accepted or rejected

Order: the body, its text boxes, footnotes, endnotes, headers, footers. Automatic numbers are not shown.
"""

import argparse
import io
import sys
import zipfile
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

W = ("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
     "{http://purl.oclc.org/ooxml/wordprocessingml/main}")
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = ("{http://schemas.openxmlformats.org/officeDocument/2006/math}", "{http://purl.oclc.org/ooxml/officeDocument/math}")
WP = ("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}",
      "{http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing}")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OBJECT = "\ufffc"


def word(element):
    """The local name of one of Word's elements, else ''."""
    for space in W:
        if element.tag.startswith(space):
            return element.tag[len(space):]
    return ""


def attribute(element, name):
    for space in W:
        if space + name in element.attrib:
            return element.attrib[space + name]
    return None


class Package:
    def __init__(self, data):
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = set(self.zip.namelist())

    def tree(self, name):
        return ElementTree.fromstring(self.zip.read(name))

    def related(self, part):
        name = join(dirname(part), "_rels", part.split("/")[-1] + ".rels") if part else "_rels/.rels"
        if name not in self.names:
            return []
        found = []
        for relation in self.tree(name):
            kind = relation.get("Type", "").split("/")[-1]
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                continue
            path = target[1:] if target.startswith("/") else join(dirname(part), target)
            found.append((kind, normpath(path)))
        return found

    def main(self):
        return next(path for kind, path in self.related("") if kind == "officeDocument")


def ended_fields(root):
    """The fldChar elements of fields that have an end, each with its part: {element: 'begin' | 'separate' | 'end'}."""
    found = {}

    def walk(element, open_fields):
        name = word(element)
        if name == "txbxContent":
            open_fields = []
        if name in ("delText", "instrText") or name == "pPr":
            return
        if name == "fldChar":
            kind = attribute(element, "fldCharType")
            if kind == "begin":
                open_fields.append([element])
            elif open_fields:
                open_fields[-1].append(element)
                if kind == "end":
                    for member in open_fields.pop():
                        found[member] = attribute(member, "fldCharType")
        for child in element:
            walk(child, open_fields)

    walk(root, [])
    return found


class Reader:
    def __init__(self, reject):
        self.removed = {"ins", "moveTo"} if reject else {"del", "moveFrom"}
        self.reject = reject
        self.boxes = []

    def part(self, root):
        """The paragraphs of a part; text boxes behind the rest."""
        self.fields = ended_fields(root)
        lines = self.container(root)
        done = 0
        while done < len(self.boxes):
            lines += self.container(self.boxes[done])
            done += 1
        self.boxes = []
        return lines

    # A joined paragraph waits in `pending` until one with its mark comes.
    def container(self, root):
        self.fields_open, saved = [], getattr(self, "fields_open", [])
        lines, pending = [], [None]

        def end():
            if pending[0]:
                lines.append(pending[0])
            pending[0] = None

        def walk(element):
            name = word(element)
            if name in ("footnote", "endnote") and attribute(element, "type") not in (None, "normal"):
                return
            if name in self.removed:
                return
            if name == "p":
                text = self.inline(element)
                joined = (pending[0] or "") + text
                if self.mark_removed(element):
                    pending[0] = joined
                else:
                    lines.append(joined)
                    pending[0] = None
                return
            if name == "tr" and self.row_removed(element):
                return
            if name == "tbl":
                end()
            for child in self.chosen(element):
                walk(child)
            if name in ("tc", "tbl", "footnote", "endnote"):
                end()

        for child in self.chosen(root):
            walk(child)
        end()
        self.fields_open = saved
        return lines

    def chosen(self, element):
        """Children; of alternatives, the first choice."""
        if element.tag == MC + "AlternateContent":
            choices = [child for child in element if child.tag == MC + "Choice"]
            return choices[:1] if choices else list(element)
        if word(element) in ("pPr", "sectPr", "tblPr", "tcPr", "trPr", "sdtPr", "tblGrid"):
            return []
        return list(element)

    def mark_removed(self, paragraph):
        for properties in paragraph:
            if word(properties) != "pPr":
                continue
            for run in properties:
                if word(run) == "rPr" and any(word(change) in self.removed for change in run):
                    return True
        return False

    def row_removed(self, row):
        return any(word(change) in self.removed for child in row if word(child) == "trPr" for change in child)

    def inline(self, element):
        out = []
        for child in self.chosen(element):
            out.append(self.inline_element(child))
        return "".join(out)

    def hidden(self):
        return any(state == "begin" for state in self.fields_open)

    def inline_element(self, element):
        name = word(element)
        if element.tag in [m + "oMath" for m in M]:
            return OBJECT if not self.hidden() else ""
        if name in self.removed or name in ("instrText", "delInstrText", "rt", "rPr", "pPr"):
            return ""
        if name == "fldChar":
            kind = self.fields.get(element)
            if kind == "begin":
                self.fields_open.append("begin")
            elif kind == "separate" and self.fields_open:
                self.fields_open[-1] = "separate"
            elif kind == "end" and self.fields_open:
                self.fields_open.pop()
            return ""
        if name == "txbxContent":
            self.boxes.append(element)
            return ""
        if name == "t" or (name == "delText" and self.reject):
            text = "".join(element.itertext())
            if element.get(SPACE) != "preserve":  # blanks at the ends are none for Word
                text = text.strip(" \t\r\n")
        elif name in ("tab", "ptab"):
            text = "\t"
        elif name in ("br", "cr"):
            text = "\n"
        elif name == "noBreakHyphen":
            text = "-"
        elif name == "sym":
            text = OBJECT
        elif name in ("drawing", "pict", "object"):
            before = len(self.boxes)
            inside = self.inline(element)
            floats = any(part.tag in [wp + "anchor" for wp in WP] for part in element.iter())
            text = inside + ("" if floats or len(self.boxes) > before else OBJECT)
        else:
            return self.inline(element)
        return "" if self.hidden() else text


def read(data, reject=False):
    package = Package(data)
    main = package.main()
    wanted = [main]
    for kind in ("footnotes", "endnotes", "header", "footer"):
        wanted += [path for related, path in package.related(main) if related == kind and path in package.names]
    lines = []
    for name in dict.fromkeys(wanted):
        lines += Reader(reject).part(package.tree(name))
    return lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--reject", action="store_true")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    for path in options.files:
        with open(path, "rb") as file:
            for line in read(file.read(), options.reject):
                print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
