#!/usr/bin/env python3
"""Makes a Word file for the cases: make_word.py FILE PARAGRAPH…; in a paragraph, | parts its runs."""
import sys
import zipfile
from xml.sax.saxutils import escape

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/'
DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'


def paragraph(text):
    return '<w:p>' + ''.join(f'<w:r><w:t>{escape(run)}</w:t></w:r>' for run in text.split('|')) + '</w:p>'


with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as file:
    for name, content in (
            ('[Content_Types].xml',
             f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" ContentType='
             f'"application/vnd.openxmlformats-package.relationships+xml"/>'
             f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'),
            ('_rels/.rels',
             f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="r1" Type="{DOCUMENT}" '
             'Target="word/document.xml"/></Relationships>'),
            ('word/document.xml',
             f'<w:document {SPACE}><w:body>{"".join(map(paragraph, sys.argv[2:]))}</w:body></w:document>')):
        file.writestr(zipfile.ZipInfo(name), content)
