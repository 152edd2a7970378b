// Holds YAML texts against a JSON Schema as editors do: YAML 1.2 with its core types, and a validator of draft 2020-12.
//
//   node validate.mjs SCHEMA CASES     in a folder with node_modules
//
// CASES is a JSON list of texts. Prints a line for each: "accepted", or what is wrong, as "/cadences/answer required".
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [schemaFile, casesFile] = process.argv.slice(2);
const require = createRequire(process.cwd() + '/');
const Ajv = require('ajv/dist/2020').default;
const YAML = require('yaml');

const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(JSON.parse(readFileSync(schemaFile)));

for (const text of JSON.parse(readFileSync(casesFile))) {
  const accepted = validate(YAML.parse(text, { version: '1.2', schema: 'core' }));
  console.log(accepted ? 'accepted' : validate.errors.map((e) => `${e.instancePath} ${e.keyword}`).join('; '));
}
