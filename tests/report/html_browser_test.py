#!/usr/bin/env python3
"""The HTML page in a browser without a window: nothing sticks out at any width, the list stands beside the draft where
there is room and below it where there is none, hints show on demand, and it prints.

With --keep FOLDER the pictures stay there, to be looked at."""
import json, os, re, shutil, subprocess, tempfile

from reports import arguments, check, expect, hostile_folder, skip

# Measures the page in frames of several widths; the result becomes the body, which the browser prints.
PROBE = '''<!DOCTYPE html><meta charset="utf-8"><body><script>
const widths = [320, 390, 700, 1000, 1400];
let open = widths.length;
const result = {};
for (const width of widths) {
  const frame = document.createElement('iframe');
  frame.style.width = width + 'px'; frame.style.height = '900px'; frame.style.border = '0';
  frame.src = 'page.html';
  frame.onload = () => {
    const page = frame.contentDocument, view = frame.contentWindow;
    const box = (selector) => page.querySelector(selector).getBoundingClientRect();
    const overflow = [...page.querySelectorAll('body *')].filter((e) => e.closest('.tip') === null &&
      getComputedStyle(e).display !== 'none' && e.getBoundingClientRect().right > width + 1).length;
    const mark = page.querySelector('.m');
    mark.focus({focusVisible: true});
    result[width] = {
      scroll: page.documentElement.scrollWidth, overflow: overflow,
      paper: [box('.paper').right, box('.paper').bottom], list: [box('.list').left, box('.list').top],
      tip: view.getComputedStyle(mark.querySelector('.tip')).display,
      other: view.getComputedStyle(page.querySelectorAll('.tip')[1]).display,
      font: parseFloat(view.getComputedStyle(page.querySelector('.paper')).fontSize),
    };
    if (--open === 0) document.body.textContent = 'RESULT' + JSON.stringify(result) + 'END';
  };
  document.body.append(frame);
}
</script>'''


def browse(browser, folder, *arguments):
    command = [browser, '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
               '--hide-scrollbars', '--allow-file-access-from-files', '--virtual-time-budget=20000',
               f'--user-data-dir={folder}/profile', *arguments]
    return subprocess.run(command, capture_output=True, timeout=120, cwd=folder).stdout.decode('utf-8', 'replace')


def check_widths(measured):
    for width, page in measured.items():
        width = int(width)
        expect(page['scroll'] <= width and page['overflow'] == 0, f'at {width} px the page sticks out: {page}')
        beside = page['list'][0] >= page['paper'][0]
        below = page['list'][1] >= page['paper'][1]
        expect(beside if width >= 1000 else below, f'at {width} px the list is at the wrong place: {page}')
        expect(page['tip'] == 'block' and page['other'] == 'none', f'at {width} px hints do not follow: {page}')
        expect(page['font'] >= 16, f'at {width} px the text is too small')


given = arguments()
browser = shutil.which('chromium') or shutil.which('chromium-browser') or shutil.which('google-chrome')
if browser is None:
    skip('no Chromium is installed')
with tempfile.TemporaryDirectory(prefix='jianyan-browser-') as folder, hostile_folder() as hostile:
    for files in ['examples/drafts/dirty-medical-insurance.txt'], ['examples/drafts'], [hostile]:
        with open(os.path.join(folder, 'page.html'), 'w', encoding='utf-8') as file:
            file.write(check(given, 'html', files))
        with open(os.path.join(folder, 'probe.html'), 'w', encoding='utf-8') as file:
            file.write(PROBE)
        printed = browse(browser, folder, '--window-size=1500,1000', '--dump-dom', f'file://{folder}/probe.html')
        result = re.search('RESULT(.*)END', printed)
        if result is None:
            skip('Chromium does not run here')
        check_widths(json.loads(result[1]))
    with open(os.path.join(folder, 'page.html'), 'w', encoding='utf-8') as file:
        file.write(check(given, 'html', ['examples/drafts/dirty-medical-insurance.txt']))
    browse(browser, folder, '--print-to-pdf=page.pdf', '--no-pdf-header-footer', f'file://{folder}/page.html')
    with open(os.path.join(folder, 'page.pdf'), 'rb') as file:
        expect(file.read(5) == b'%PDF-', 'the page does not print')
    if given.keep:
        for name, width, height in ('wide', 1400, 1200), ('narrow', 500, 1600):
            browse(browser, folder, f'--window-size={width},{height}', f'--screenshot={name}.png',
                   f'file://{folder}/page.html')
            shutil.copy(os.path.join(folder, f'{name}.png'), given.keep)
        shutil.copy(os.path.join(folder, 'page.pdf'), given.keep)
