#!/usr/bin/env python3
"""The HTML page is whole in itself: elements are closed, links lead to places in it, nothing is loaded, nothing runs,
and its text is the draft's."""
import html.parser, json, os, re

from reports import arguments, check, expect, hostile_folder

VOID = {'meta', 'br'}


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.names, self.lines = [], [], [], set(), []
        self.feed(text)
        expect(not self.open, f'not closed: {self.open}')

    def handle_starttag(self, name, attributes):
        attributes = dict(attributes)
        self.names.add(name)
        if name not in VOID:
            self.open.append((name, attributes.get('class', '')))
        if 'id' in attributes:
            self.ids.append(attributes['id'])
        if name == 'a':
            self.links.append(attributes['href'])
        if name == 'p' and 'data-line' in attributes:
            self.lines.append('')
        active = [a for a in attributes if a in ('src', 'style') or a.startswith('on')]
        expect(not active, f'<{name}> loads or runs something: {attributes}')

    def handle_endtag(self, name):
        expect(self.open and self.open[-1][0] == name, f'</{name}> closes {self.open[-1:]}')
        self.open.pop()

    # The text of the draft is what stands in its lines, without the numbers and hints of the findings.
    def handle_data(self, data):
        names = [name for name, _ in self.open]
        classes = [c for _, c in self.open]
        in_line = 'article' in names and 'p' in names
        if in_line and 'sup' not in names and 'tip' not in classes and not any('gap' in c for c in classes):
            self.lines[-1] += data


def check_page(given, files, language):
    text = check(given, 'html', files, '--lang', language)
    page = Page(text)
    expect(len(page.ids) == len(set(page.ids)), 'an id stands twice')
    for link in page.links:
        expect(link.startswith('#') and link[1:] in page.ids, f'{link} leads nowhere')
    expect(not page.names & {'script', 'link', 'img', 'iframe', 'object', 'form'}, f'elements: {page.names}')
    expect(not re.search(r'url\(|@import|https?:', text.split('</style>')[0]), 'the style sheet loads something')
    found = sum(len(file['findings']) for file in json.loads(check(given, 'json', files))['files'])
    expect(text.count('<li class="card ') == found, 'a finding is missing in the list')
    return page


given = arguments()
with hostile_folder() as hostile:
    for language in 'zh', 'en':
        check_page(given, ['examples/drafts'], language)
        check_page(given, [hostile], language)

draft = 'examples/drafts/dirty-rural-road.txt'
with open(os.path.join(given.source, draft), encoding='utf-8') as file:
    expected = [line.replace('\t', ' ') for line in file.read().rstrip('\n').split('\n')]
lines = check_page(given, [draft], 'zh').lines
shown = [re.sub(r'<U\+[0-9A-F]{4}>', '', line) for line in lines]
hidden = re.compile('[\u200b\u200c\u200d\u2060\ufeff\u00ad]')
expect(shown == [hidden.sub('', line) for line in expected], 'the page does not show the draft')
