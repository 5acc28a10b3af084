// The list of components (CycloneDX) of the Java part, made true: what is in the package is listed, and nothing else.
// node components.mjs LIST LIBRARIES RUNTIME: changes LIST, and refuses a library that it does not name.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const POSTGRESQL = /^embedded-postgres-binaries-/;
const [list, libraries, runtime] = process.argv.slice(2);
const bom = JSON.parse(readFileSync(list, 'utf8'));
const packed = readdirSync(libraries).filter((name) => name.endsWith('.jar'));

/** The name of the file of a library. */
function file({ name, version, purl }) {
  const classifier = new URLSearchParams(purl.split('?')[1] ?? '').get('classifier');
  return `${name}-${version}${classifier ? `-${classifier}` : ''}.jar`;
}

function component(type, name, version, supplier, license, vendor, cpeVersion) {
  const purl = `pkg:generic/${name}@${encodeURIComponent(version)}`;
  const cpe = `cpe:2.3:a:${vendor}:${name}:${cpeVersion}:*:*:*:*:*:*:*`;
  return { type, 'bom-ref': purl, supplier: { name: supplier }, name, version, licenses: [license], cpe, purl };
}

/** As the packed runtime describes itself. Its builder need not have named a vendor. */
function javaRuntime() {
  const java = join(runtime, 'bin', 'java');
  const said = execFileSync('sh', ['-c', '"$0" -XshowSettings:properties -version 2>&1', java], { encoding: 'utf8' });
  const property = (name) => new RegExp(`^ *${name} = (.*)$`, 'm').exec(said)?.[1].trim() ?? '';
  const vendor = property('java\\.vendor');
  const supplier = ['', 'N/A'].includes(vendor) ? 'OpenJDK' : vendor;
  const license = { expression: 'GPL-2.0-only WITH Classpath-exception-2.0' };
  const version = property('java\\.runtime\\.version');
  return component('platform', 'openjdk', version, supplier, license, 'oracle', property('java\\.version'));
}

/** The server that is in the library with its programs: 18.6.0 is PostgreSQL 18.6. */
function postgresql(binaries) {
  const version = binaries.version.replace(/\.0$/, '');
  const license = { license: { id: 'PostgreSQL' } };
  const group = 'PostgreSQL Global Development Group';
  return component('application', 'postgresql', version, group, license, 'postgresql', version);
}

/** Spring Boot adds this library to the program, and no dependency names it. */
function addedBySpringBoot() {
  const { hashes, ...boot } = bom.components.find((it) => it.name === 'spring-boot');
  const name = 'spring-boot-jarmode-tools';
  const purl = boot.purl.replace('/spring-boot@', `/${name}@`);
  return { ...boot, name, purl, 'bom-ref': purl };
}

const listed = [...bom.components, addedBySpringBoot()].filter((it) => packed.includes(file(it)));
const names = new Set(listed.map(file));
const missing = packed.filter((name) => !names.has(name));
if (missing.length > 0) {
  console.error(`package: the list of components lacks ${missing.join(', ')}`);
  process.exit(1);
}
const binaries = listed.filter((it) => POSTGRESQL.test(it.name));
if (binaries.length !== 1) {
  console.error(`package: ${binaries.length} libraries with PostgreSQL`);
  process.exit(1);
}
bom.components = [...listed, javaRuntime(), postgresql(binaries[0])];
const refs = new Set([bom.metadata.component['bom-ref'], ...bom.components.map((it) => it['bom-ref'])]);
bom.dependencies = bom.dependencies
  .filter((it) => refs.has(it.ref))
  .map((it) => (it.dependsOn ? { ...it, dependsOn: it.dependsOn.filter((ref) => refs.has(ref)) } : it));
writeFileSync(list, `${JSON.stringify(bom, null, 2)}\n`);
