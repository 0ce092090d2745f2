// Checks CloudFormation templates against the published resource schemas.
//
//   node check.js TEMPLATE...
//
// Exit codes: 0 nothing found, 1 findings, 2 wrong command line or no readable template.

import { readFileSync } from 'node:fs';

const CLEAN = 0;
const FINDINGS = 1;
const UNUSABLE = 2;

process.exitCode = await main(process.argv.slice(2));

async function main(files) {
  if (files.length === 0 || files.some((file) => file.startsWith('-'))) {
    console.error('usage: node check.js TEMPLATE...');
    return UNUSABLE;
  }
  let checkTemplate;
  let Spec;
  try {
    ({ checkTemplate } = await import('./lib/template.js'));
    ({ Spec } = await import('./lib/spec.js'));
  } catch (e) {
    console.error(`The schemas are not installed: run npm ci in this folder (${e.message}).`);
    return UNUSABLE;
  }
  const spec = Spec.load();
  // The worst of all files decides.
  return Math.max(...files.map((file) => check(file, (template) => checkTemplate(template, spec))));
}

function check(file, findingsOf) {
  let template;
  try {
    template = JSON.parse(readFileSync(file, 'utf8'));
  } catch (e) {
    console.error(`${file}: cannot be read: ${e.message}`);
    return UNUSABLE;
  }
  const findings = findingsOf(template);
  for (const { path, message } of findings) {
    console.error(`${file}: ${path}: ${message}`);
  }
  if (findings.length > 0) {
    console.error(`${file}: ${findings.length} found`);
    return FINDINGS;
  }
  const resources = Object.keys(template.Resources).length;
  console.log(`${file}: ${resources} resources, every property as its schema has it`);
  return CLEAN;
}
