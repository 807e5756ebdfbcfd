/** Code as the compiler reads it: its functions, and its words without comments and texts. */
import type { Node, SourceFile as Parsed } from 'typescript/unstable/ast';
import { SyntaxKind } from 'typescript/unstable/ast';
import { isFunctionLikeDeclaration } from 'typescript/unstable/ast/is';
import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { API } from 'typescript/unstable/sync';
import type { SourceFile } from './sources.ts';

export interface Code extends SourceFile {
  readonly functions: readonly { readonly line: number; readonly lines: number }[];
  /** The text with comments, texts and regular expressions blanked, line by line as before. */
  readonly bare: string;
}

export function readCode(files: readonly SourceFile[]): readonly Code[] {
  const tsconfig = {
    compilerOptions: { noLib: true, noResolve: true, allowJs: true, types: [] },
    files: files.map(({ path }) => path),
  };
  const texts = Object.fromEntries(files.map(({ path, text }) => [`/${path}`, text]));
  const api = new API({ cwd: '/', fs: createVirtualFileSystem({ ...texts, '/tsconfig.json': JSON.stringify(tsconfig) }) });
  try {
    const program = api.updateSnapshot({ openProject: '/tsconfig.json' }).getProjects()[0]?.program;
    return files.map(file => {
      const parsed = program?.getSourceFile(`/${file.path}`);
      if (!parsed) throw new Error(`TypeScript does not read ${file.path}.`);
      return { ...file, functions: functionsOf(parsed), bare: bareText(parsed, file.text) };
    });
  } finally {
    api.close();
  }
}

function functionsOf(parsed: Parsed): Code['functions'] {
  return nodesOf(parsed)
    .filter(isFunctionLikeDeclaration)
    .map(node => {
      const first = parsed.getLineAndCharacterOfPosition(node.getStart(parsed)).line;
      return { line: first + 1, lines: parsed.getLineAndCharacterOfPosition(node.end).line - first + 1 };
    });
}

const literals = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.RegularExpressionLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
  SyntaxKind.TemplateTail,
]);

function bareText(parsed: Parsed, text: string): string {
  let bare = text;
  for (const node of nodesOf(parsed)) {
    if (!literals.has(node.kind)) continue;
    const start = node.getStart(parsed);
    bare = bare.slice(0, start) + blank(bare.slice(start, node.end)) + bare.slice(node.end);
  }
  return bare.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, blank);
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

function nodesOf(parsed: Parsed): readonly Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    found.push(node);
    node.forEachChild(visit);
  };
  visit(parsed);
  return found;
}
