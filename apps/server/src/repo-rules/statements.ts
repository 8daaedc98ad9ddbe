import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A piece of text in the source that reads like SQL on a business table. */
export interface Statement {
  /** Below `src`. */
  file: string;
  text: string;
}

const source = path.resolve(import.meta.dirname, '..');

/** Every text of the server's own sources; of a template the whole of it, with what is nested inside. */
function textsOf(file: string): string[] {
  const parsed = ts.createSourceFile(file, readFileSync(path.join(source, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
    else if (ts.isTemplateExpression(node)) texts.push(node.getText());
    else node.forEachChild(visit);
  };
  visit(parsed);
  return texts;
}

/** What may stand after a table's name and is no alias of it. */
const keywords = 'where|set|order|on|limit|left|join|cross|group|values|select|returning|union|for|using|inner|default';

/** The places of business tables in a statement, each with how its columns are called. */
function placesOf(text: string, tables: readonly string[]): { table: string; alias: string | null }[] {
  const place = new RegExp(
    `\\b(?:from|join|update|into)\\s+(${tables.join('|')})\\b(?:\\s+(?:as\\s+)?(?!(?:${keywords})\\b)([a-z][a-z0-9_]*)\\b)?`,
    'g',
  );
  return [...text.matchAll(place)].map(([, table, alias]) => ({ table: table!, alias: alias ?? null }));
}

/** Whether a statement names the organization for every business table in it: by the table's alias, else plainly. */
export function namesOrganization(text: string, tables: readonly string[]): boolean {
  return placesOf(text, tables).every(
    ({ table, alias }) =>
      new RegExp(`\\b${alias ?? table}\\.organization_id\\b`).test(text) ||
      (!alias && /(?<!\.)\borganization_id\b/.test(text)),
  );
}

/** Every statement of the server, tests and their kit left out. */
export function statementsOn(tables: readonly string[]): Statement[] {
  return globSync('**/*.ts', { cwd: source })
    .filter((file) => !/\.test\.ts$|(^|\/)(testing|repo-rules|promises)\//.test(file))
    .sort()
    .flatMap((file) =>
      textsOf(file)
        .filter((text) => placesOf(text, tables).length > 0)
        .map((text) => ({ file, text })),
    );
}
