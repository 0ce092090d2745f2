// The program as make runs it: exit codes and output.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../check.js', import.meta.url));
const good = fileURLToPath(new URL('templates/good.json', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'schema-'));
after(() => rmSync(folder, { recursive: true }));

function run(...files) {
  return spawnSync(process.execPath, [program, ...files], { encoding: 'utf8' });
}

function file(name, text) {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

test('0 for a good template', () => {
  const { status, stdout, stderr } = run(good);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.match(stdout, /8 resources/);
});

test('1 for a broken one, beside a good one, with file and path of each finding', () => {
  const template = JSON.parse(readFileSync(good, 'utf8'));
  template.Resources.Queue.Properties.Nope = true;
  delete template.Resources.Source.Properties.FunctionName;
  const broken = file('broken.json', JSON.stringify(template));
  const { status, stderr } = run(broken, good);
  assert.equal(status, 1);
  assert.deepEqual(stderr.trim().split('\n'), [
    `${broken}: Resources.Queue.Properties.Nope: unknown property 'Nope' of AWS::SQS::Queue`,
    `${broken}: Resources.Source.Properties: required property 'FunctionName' of` +
      ' AWS::Lambda::EventSourceMapping is missing',
    `${broken}: 2 found`,
  ]);
});

test('2 for a wrong command line, a missing file and a file that is no JSON', () => {
  assert.equal(run().status, 2);
  assert.equal(run('--help').status, 2);
  assert.equal(run(path.join(folder, 'absent.json'), good).status, 2);
  assert.equal(run(file('text.json', 'Resources:')).status, 2);
});
