# Tiny programs made from seeds, run on an old and a new Python, recorded, and held against what pymolt tells.
# SPDX-License-Identifier: MIT
"""One question: of the programs whose meaning changes, how many are told, and is anything told of the others?

    python tools/differential.py record [NAME…]            runs every program of tests/differential/*.seeds and *.forms on
                                                           both Pythons and writes tests/differential/*.programs
    python tools/differential.py ask [-v] [PYMOLT] [FILE…]  what PYMOLT tells of the recorded programs; --check compares with
                                                            tests/differential/open.txt, --write writes that

A seed is a line `kind || setup || value || use`: the use speaks of the value as `v`, `;;` ends a line of the program. The
value reaches its use in several ways (a name, a function's result, an attribute, a default, …), chosen by the seed's own
text, so that the same seeds make the same programs. `@ OLD NEW` on a line says which Pythons the seeds after it are for.
Forms are whole programs, each below a line `=== kind`: the ways of writing one thing that bug reports show.

A program differs when the new Python raises and the old one does not, or `result` is another value; bytes and text of the
same characters, lists and what gives the same items in order, and equal numbers count as the same. Programs that fail on
the old Python are dropped.
"""
import collections
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(os.path.dirname(HERE), 'tests', 'differential')

# Runs in the interpreter, 2.7 or 3: programs come as JSON, what each gave goes back. Each has a process of its own.
WORKER = r'''
from __future__ import print_function
import json, os, sys, warnings
warnings.simplefilter("ignore")
new = sys.version_info[0] > 2
text, number = (str, int) if new else (unicode, long)
def plain(x, depth=0):
    if depth > 5: return "deep"
    if x is None or isinstance(x, bool): return repr(x)
    if isinstance(x, (int, number, float)):
        return "%d" % x if x == x and abs(x) < 1e18 and x == int(x) else repr(x).rstrip("L")
    if isinstance(x, (bytes, text)):
        return "text " + ascii_of(x if isinstance(x, text) else x.decode("latin-1"))
    if isinstance(x, dict):
        return "{%s}" % ", ".join(sorted(plain(k, depth + 1) + ": " + plain(x[k], depth + 1) for k in x))
    if isinstance(x, (set, frozenset)): return "set(%s)" % ", ".join(sorted(plain(y, depth + 1) for y in x))
    if isinstance(x, tuple): return "(%s)" % ", ".join(plain(y, depth + 1) for y in x)
    if isinstance(x, list) or (hasattr(x, "__iter__") and type(x).__module__ in ("builtins", "__builtin__", "itertools")
                               and not isinstance(x, (type, bytearray))):
        return "[%s]" % ", ".join(plain(y, depth + 1) for y in x)
    if isinstance(x, bytearray): return "text " + ascii_of(bytes(x).decode("latin-1"))
    return "an object"
def ascii_of(x): return json.dumps(x)
def run(code):
    sys.stdout = sys.stderr = open(os.devnull, "w")
    space = {"__name__": "__main__"}
    try:
        exec(compile(code, "program", "exec"), space)
        return "gives " + plain(space.get("result"))
    except BaseException as e:
        return "raises " + type(e).__name__
out = []
for code in json.load(sys.stdin):
    r, w = os.pipe()
    child = os.fork()
    if not child:
        import signal
        signal.alarm(5)
        os.close(r)
        answer = run(code).encode("utf-8") if new else run(code)
        os.write(w, answer[:60000])
        os._exit(0)
    os.close(w)
    said = b""
    while True:
        part = os.read(r, 65536)
        if not part: break
        said += part
    os.close(r)
    os.waitpid(child, 0)
    out.append(said.decode("utf-8") or "raises Timeout")
sys.stdout.write(json.dumps(out))
'''


def lines_of(text):
    """The lines of a seed's part: `;;` ends one, what follows keeps its indent."""
    return text.split(';;')


def used(use):
    """The statements of a use, the last of which gives `result`."""
    lines = lines_of(use)
    last = lines[-1]
    statement = last.startswith(('print ', 'print>', 'raise', 'exec ', 'exec(', 'del ', 'True =')) or ' = ' in last.split('(')[0]
    return lines[:-1] + ([last] if statement or last.startswith(' ') else ['result = ' + last.strip()])


def indented(lines, by='    '):
    return [by + line for line in lines]


def flow_name(value, use):
    return ['v = ' + value] + used(use)


def flow_function(value, use):
    return ['def make():', '    return ' + value, '', '', 'v = make()'] + used(use)


def flow_local(value, use):
    body = used(use)
    return ['def main():', '    v = ' + value] + indented(body) + ['    return result', '', '', 'result = main()']


def flow_attribute(value, use):
    return (['class Holder(object):', '    def __init__(self):', '        self.kept = ' + value, '',
             '    def use(self):', '        v = self.kept'] + indented(used(use), '        ') +
            ['        return result', '', '', 'result = Holder().use()'])


def flow_self(value, use):
    body = [re.sub(r'(?<![\w."\'])v(?![\w"\'])', 'self.kept', line) for line in used(use)]
    return (['class Holder(object):', '    def __init__(self):', '        self.kept = ' + value, '', '    def use(self):'] +
            indented(body, '        ') + ['        return result', '', '', 'result = Holder().use()'])


def flow_default(value, use):
    return ['def main(v=' + value + '):'] + indented(used(use)) + ['    return result', '', '', 'result = main()']


def flow_parameter(value, use):
    return ['def main(v):'] + indented(used(use)) + ['    return result', '', '', 'result = main(' + value + ')']


def flow_loop(value, use):
    return ['for v in [' + value + ']:'] + indented(used(use))


def flow_unpacked(value, use):
    return ['v, other = ' + value + ', 1'] + used(use)


def flow_table(value, use):
    return ['table = {"k": ' + value + '}', 'v = table["k"]'] + used(use)


def flow_global(value, use):
    return ['v = ' + value, '', '', 'def main():'] + indented(used(use)) + ['    return result', '', '', 'result = main()']


def flow_class(value, use):
    return ['class Settings(object):', '    kept = ' + value, '', '', 'v = Settings.kept'] + used(use)


FLOWS = [flow_function, flow_local, flow_attribute, flow_self, flow_default, flow_parameter, flow_loop, flow_unpacked,
         flow_table, flow_global, flow_class]


def fits(flow, use):
    """Whether the use may stand in a function or loop: no exec statement, no assignment to v before it is read."""
    binds = ('v =' in use.replace('v ==', '') or 'v /=' in use or 'v +=' in use or 'exec' in use)
    return not (binds and flow in (flow_global, flow_self))


def seeds(path):
    pythons = None
    for line in open(path):
        line = line.rstrip('\n')
        if line.startswith('@ '):
            pythons = line.split()[1:]
        elif line and not line.startswith('#'):
            kind, setup, value, use = [part.strip() for part in line.split(' || ')] if line.count(' || ') == 3 else \
                bare(line)
            yield pythons, kind, setup, value, use


def bare(line):
    kind, rest = line.split(' || ', 1)
    parts = [part.strip() for part in ('|| ' + rest if rest.startswith('|| ') else rest).split('|| ')]
    return (kind, *parts[-3:])


def programs(path, ways=2):
    """Every program of a file of seeds: (pythons, kind, code)."""
    for pythons, kind, setup, value, use in seeds(path):
        chosen = [flow_name]
        digest = hashlib.sha256((setup + value + use).encode()).digest()
        for byte in digest:
            flow = FLOWS[byte % len(FLOWS)]
            if flow not in chosen and fits(flow, use) and len(chosen) < 1 + ways:
                chosen.append(flow)
        for flow in chosen:
            head = lines_of(setup) if setup else []
            yield pythons, kind, '\n'.join(head + (['', ''] if head else []) + flow(value, use)) + '\n'


def forms(path):
    """Every program of a file of forms, as `programs` gives them."""
    pythons, kind, code = None, None, ''
    for line in open(path):
        if line.startswith('@ '):
            pythons = line.split()[1:]
        elif line.startswith('=== '):
            if code:
                yield pythons, kind, code
            kind, code = line[4:].strip(), ''
        elif kind:
            code += line
    if code:
        yield pythons, kind, code


def interpreter(version):
    found = sorted(glob.glob(os.path.expanduser('~/.pyenv/versions/%s.*/bin/python' % version)))
    if not found:
        sys.exit('no Python %s here' % version)
    return found[-1]


def run_all(version, codes):
    done = subprocess.run([interpreter(version), '-c', WORKER], input=json.dumps(codes).encode(), stdout=subprocess.PIPE,
                          check=True, cwd=tempfile.mkdtemp())
    return json.loads(done.stdout.decode())


def record(wanted):
    paths = glob.glob(os.path.join(FOLDER, '*.seeds')) + glob.glob(os.path.join(FOLDER, '*.forms'))
    for path in sorted(paths):
        name, ending = os.path.splitext(os.path.basename(path))
        if wanted and name not in wanted:
            continue
        by_pythons = collections.defaultdict(list)
        for pythons, kind, code in (forms if ending == '.forms' else programs)(path):
            by_pythons[tuple(pythons)].append((kind, code))
        counts = collections.Counter()
        with open(os.path.splitext(path)[0] + '.programs', 'w') as out:
            out.write('# Written by tools/differential.py: what each Python said of each program.\n')
            for (old, new), listed in by_pythons.items():
                first, second = (run_all(version, [code for _, code in listed]) for version in (old, new))
                for (kind, code), a, b in zip(listed, first, second):
                    if a.startswith('raises'):
                        counts['dropped'] += 1
                        continue
                    verdict = 'same' if a == b else 'differs'
                    counts[verdict] += 1
                    out.write('=== %s %s | %s | %s | %s | %s\n%s' % (old, new, kind, verdict, a[:60], b[:60], code))
        print(os.path.basename(path), dict(counts))


def recorded(path):
    one = None
    for line in open(path):
        if line.startswith('=== '):
            if one:
                yield one
            pythons, kind, verdict, old, new = line[4:].rstrip('\n').split(' | ')[:5]
            one = {'pythons': pythons.split(), 'kind': kind, 'differs': verdict == 'differs', 'said': (old, new), 'code': ''}
        elif one:
            one['code'] += line
    if one:
        yield one


def told(pymolt, listed):
    """What PYMOLT tells of each program: all of one pair of Pythons in one scan, each in a folder of its own."""
    answers = [[] for _ in listed]
    # A method of the project's own answers for what is not known: a program that has one is a project of its own.
    alone = [n for n, one in enumerate(listed) if re.search(r'^\s+def [a-z]\w*\(self', one['code'], re.M)]
    groups = {tuple(one['pythons']) + (number if number in alone else -1,) for number, one in enumerate(listed)}
    for *pythons, single in sorted(groups):
        with tempfile.TemporaryDirectory() as folder:
            for number, one in enumerate(listed):
                if one['pythons'] != pythons or (number if number in alone else -1) != single:
                    continue
                os.mkdir(os.path.join(folder, 'p%05d' % number))
                with open(os.path.join(folder, 'p%05d' % number, 'm%05d.py' % number), 'w') as out:
                    out.write(one['code'])
            done = subprocess.run([pymolt, 'scan', '--no-cache', '--no-config', '--format', 'json', '--from', pythons[0],
                                   '--target', pythons[1], '.'], cwd=folder, stdout=subprocess.PIPE)
            report = json.loads(done.stdout.decode())
            for finding in report['findings']:
                now = pythons[1] in finding['breaks_on']  # what breaks on later versions alone tells nothing of these two
                if now and finding['severity'] != 'low' and not finding['rule'].startswith('deprecated'):
                    answers[int(finding['path'][1:6])].append('%s:%d' % (finding['rule'], finding['line']))
            for file in report['files']:
                if file['compiles'].get(pythons[1]) is False:
                    answers[int(file['path'][1:6])].append('compile')
    return answers


def name_of(one):
    """By which tests/differential/open.txt knows a program."""
    return hashlib.sha256((' '.join(one['pythons']) + one['code']).encode()).hexdigest()[:12]


def show(one, said):
    print('---- %s %s %s | %s | %s %s' % ('missed' if one['differs'] else 'FALSE', *one['pythons'],
                                          one['kind'] + ' ' + one['said'][0], one['said'][1], ' '.join(said)))
    print(one['code'], end='')


def sum_up(path, listed, answers):
    sums = collections.defaultdict(lambda: [0, 0, 0, 0])
    for one, said in zip(listed, answers):
        row = sums[one['kind']]
        row[0 if one['differs'] else 2] += 1
        row[1 if one['differs'] else 3] += bool(said)
    print(os.path.basename(path))
    for kind, (differ, found, same, false) in sorted(sums.items()):
        print('    %-12s told %d of %d, false alarms %d of %d' % (kind, found, differ, false, same))
    differ, found, same, false = map(sum, zip(*sums.values()))
    print('    %-12s told %d of %d (%.3f), false alarms %d of %d' %
          ('all', found, differ, found / max(differ, 1), false, same))


def ask(arguments):
    options = {argument for argument in arguments if argument.startswith('-')}
    rest = [argument for argument in arguments if argument not in options]
    pymolt = os.path.abspath(rest.pop(0) if rest else 'build/pymolt')
    open_list = os.path.join(FOLDER, 'open.txt')
    known = {line.split()[0] for line in open(open_list) if line[0] != '#'} if os.path.exists(open_list) else set()
    now, bad = {}, 0
    for path in rest or sorted(glob.glob(os.path.join(FOLDER, '*.programs'))):
        listed = list(recorded(path))
        answers = told(pymolt, listed)
        for one, said in zip(listed, answers):
            if bool(said) == one['differs']:
                continue
            now[name_of(one)] = ('missed' if one['differs'] else 'false') + ' ' + one['kind']
            new = name_of(one) not in known
            bad += new
            if '-v' in options or ('--check' in options and new):
                show(one, said)
        sum_up(path, listed, answers)
    if '--write' in options:
        with open(open_list, 'w') as out:
            out.write('# Programs that are not told, or wrongly: tools/differential.py ask --write.\n')
            out.writelines('%s %s\n' % item for item in sorted(now.items()))
    if '--check' in options:
        better = sorted(known - set(now))
        if better:
            print('%d programs of open.txt are right now: run tools/differential.py ask --write' % len(better))
        return 1 if bad or better else 0
    return 0


def main():
    if len(sys.argv) < 2 or sys.argv[1] not in ('record', 'ask'):
        sys.exit(__doc__)
    return record(sys.argv[2:]) if sys.argv[1] == 'record' else ask(sys.argv[2:])


if __name__ == '__main__':
    sys.exit(main())
