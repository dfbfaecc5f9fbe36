#!/usr/bin/env python3
"""The formats that other programs read are well-formed whatever a draft and its name contain, and tell every
finding."""
import json, re
import xml.etree.ElementTree as xml

from reports import arguments, check, expect, hostile_folder

given = arguments()


def findings(files):
    return [(file['path'], finding) for file in json.loads(check(given, 'json', files))['files']
            for finding in file['findings']]


def check_gitlab(files, found):
    entries = json.loads(check(given, 'gitlab', files))
    expect([e['location']['path'] for e in entries] == [path for path, _ in found], 'gitlab: paths')
    expect([e['location']['lines']['begin'] for e in entries] == [f['line'] for _, f in found], 'gitlab: lines')
    expect(len({e['fingerprint'] for e in entries}) == len(entries), 'gitlab: fingerprints are not unique')
    expect({e['severity'] for e in entries} <= {'info', 'minor', 'major'}, 'gitlab: severities')


def check_rdjson(files, found):
    entries = [e for e in json.loads(check(given, 'rdjson', files))['diagnostics'] if 'code' in e]
    expect([e['code']['value'] for e in entries] == [f['rule'] for _, f in found], 'rdjson: rules')
    for entry, (path, finding) in zip(entries, found):
        with open(path if path.startswith('/') else f'{given.source}/{path}', 'rb') as file:
            data = file.read()
        start = entry['location']['range']['start']
        if b'\r' not in data and not path.endswith('gb18030-parking.txt'):  # columns count bytes of UTF-8
            line = data.split(b'\n')[start['line'] - 1]
            text = finding['text'].encode().split(b'\n')[0]
            expect(line[start['column'] - 1:].startswith(text), f'rdjson: {path}: column of {finding["rule"]}')


def check_github(files, found):
    lines = check(given, 'github', files).splitlines()
    place = r',line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[a-z-]+'
    pattern = re.compile(rf'::(error|warning|notice) file=[^:,]+({place})?::.+')
    for line in lines:
        expect(pattern.fullmatch(line), f'github: {line}')
    expect(sum('title=' in line for line in lines) == len(found), 'github: number of findings')


def check_junit(files, found):
    root = xml.fromstring(check(given, 'junit', files))
    expect(len(root.findall('.//failure')) == len(found), 'junit: number of findings')
    for suite in root:
        expect(int(suite.get('tests')) == len(suite), 'junit: number of cases')
        expect(int(suite.get('failures')) == len(suite.findall('.//failure')), 'junit: failures')
        expect(int(suite.get('errors')) == len(suite.findall('.//error')), 'junit: errors')


def check_checkstyle(files, found):
    root = xml.fromstring(check(given, 'checkstyle', files))
    told = [(file.get('name'), int(error.get('line')), int(error.get('column'))) for file in root for error in file
            if error.get('line')]
    expect(told == [(path, f['line'], f['column']) for path, f in found], 'checkstyle: places')


def check_markdown(files, found):
    rows = [line for line in check(given, 'md', files).splitlines() if re.match(r'\| \d', line)]
    expect(len(rows) == len(found), 'md: number of rows')
    for row in rows:
        expect(len(re.findall(r'(?<!\\)\|', row)) == 7, f'md: cells of {row}')


with hostile_folder() as hostile:
    for files in ['examples/drafts'], [hostile]:
        found = findings(files)
        expect(found, 'nothing found')
        for test in check_gitlab, check_rdjson, check_github, check_junit, check_checkstyle, check_markdown:
            test(files, found)
    for form in 'sarif', 'gitlab', 'rdjson', 'json':
        expect(json.loads(check(given, form, ['examples/drafts/clean-drinking-water.txt'])) is not None, form)
