#!/usr/bin/env python3
"""SARIF passes the schema of SARIF 2.1.0, names every rule that it uses, and applying its fixes gives what
jianyan-clean gives in its first round."""
import json, os

from reports import arguments, check, expect, hostile_folder, skip

try:
    import jsonschema
except ImportError:
    skip('python3-jsonschema is not installed')

given = arguments()
with open(os.path.join(given.source, 'tests/schemas/sarif-2.1.0.json'), encoding='utf-8') as file:
    validator = jsonschema.Draft4Validator(json.load(file))

with hostile_folder() as hostile:
    for language in 'zh', 'en':
        for files in ['examples/drafts'], [hostile], ['no-such-file.txt']:
            report = json.loads(check(given, 'sarif', files, '--lang', language))
            faults = [f'{list(e.absolute_path)}: {e.message}' for e in validator.iter_errors(report)]
            expect(not faults, '\n'.join(faults[:5]))
            run = report['runs'][0]
            rules = {rule['id'] for rule in run['tool']['driver']['rules']}
            expect(rules == {result['ruleId'] for result in run['results']}, 'rules and results differ')
            prints = [(result['locations'][0]['physicalLocation']['artifactLocation']['uri'],
                       result['partialFingerprints']['jianyanSentence/v1']) for result in run['results']]
            expect(len(prints) == len(set(prints)), 'fingerprints are not unique')
            unread = run['invocations'][0].get('toolExecutionNotifications', [])
            successful = run['invocations'][0]['executionSuccessful']
            expect(bool(unread) != successful, 'success and notifications differ')
            expect(files == ['examples/drafts'] or len(unread) == 1, 'an unreadable file is not named')

# Fixes by line and column, on a text where each is one edit in one line.
draft = 'examples/drafts/dirty-medical-insurance.txt'
with open(os.path.join(given.source, draft), encoding='utf-8') as file:
    lines = file.read().split('\n')
edits = []
report = json.loads(check(given, 'sarif', [draft], '--select', 'halfwidth-comma,fullwidth-digit'))
for result in report['runs'][0]['results']:
    for replacement in result['fixes'][0]['artifactChanges'][0]['replacements']:
        region = replacement['deletedRegion']
        expect(region['startLine'] == region['endLine'], 'a fix over several lines')
        edits.append((region['startLine'] - 1, region['startColumn'] - 1, region['endColumn'] - 1,
                      replacement['insertedContent']['text']))
expect(edits, 'no fixes')
for line, begin, end, text in sorted(edits, reverse=True):
    lines[line] = lines[line][:begin] + text + lines[line][end:]
rest = '\n'.join(lines)
expect('１' not in rest and ',' not in rest, 'the fixes do not fix')
