/**
 * The Bicep compiler: from PATH, from the Azure CLI's folder, or restored from NuGet where a .NET SDK is (once, to
 * `.tocsin/tools`, which is never committed).
 */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../house/sources.ts';

export interface Bicep {
  /** Which one it is, and from where. */
  readonly name: string;
  readonly path: string;
}

/** An older one knows fewer words and says other things of the same text. */
const version = '0.49.2';
const oldest = [0, 49] as const;
const exe = process.platform === 'win32' ? 'bicep.exe' : 'bicep';
const restored = join(root, '.tocsin', 'tools', `bicep-${version}`, exe);

/** `undefined`: there is none, and none can be had. */
export async function findBicep(): Promise<Bicep | undefined> {
  for (const path of ['bicep', join(homedir(), '.azure', 'bin', exe), restored]) {
    const found = await fit(path);
    if (found) return found;
  }
  return (await restore()) ? fit(restored) : undefined;
}

async function fit(path: string): Promise<Bicep | undefined> {
  const { code, out } = await execute(path, ['--version']);
  const [, major, minor] = /version (\d+)\.(\d+)\./.exec(out) ?? [];
  if (code !== 0 || major === undefined || minor === undefined) return undefined;
  const newEnough = Number(major) > oldest[0] || Number(minor) >= oldest[1];
  return newEnough ? { name: `${out.trim()} at ${path}`, path } : undefined;
}

/** Nothing of the caller's environment but what a tool needs to run: parameter files may read variables. */
export function bareEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '', SystemRoot = '', TEMP = '', USERPROFILE = '' } = process.env;
  return {
    ...{ PATH, HOME, SystemRoot, TEMP, USERPROFILE },
    // Without libicu, and without a home to write to, the compiler would not even start.
    ...{ DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', DOTNET_BUNDLE_EXTRACT_BASE_DIR: join(tmpdir(), 'tocsin-bicep') },
    ...{ DOTNET_NOLOGO: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1', NO_COLOR: '1' },
  };
}

const execute = (path: string, args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> =>
  new Promise(resolve => {
    execFile(path, [...args], { cwd: root, env: bareEnvironment() }, (error, out) =>
      resolve({ code: error === null ? 0 : 1, out }),
    );
  });

const platforms: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'osx', win32: 'win' };

async function restore(): Promise<boolean> {
  const id = `azure.bicep.commandline.${platforms[process.platform] ?? 'linux'}-${process.arch}`;
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bicep-'));
  try {
    const project = join(folder, 'compiler.csproj');
    writeFileSync(project, projectFor(id));
    const { code } = await execute('dotnet', ['restore', project, '--packages', join(folder, 'packages')]);
    const found = join(folder, 'packages', id, version, 'tools', exe);
    if (code !== 0 || !existsSync(found)) return false;
    mkdirSync(join(restored, '..'), { recursive: true });
    // Whole or not at all: somebody else may be looking for it now.
    copyFileSync(found, `${restored}.${process.pid}`);
    renameSync(`${restored}.${process.pid}`, restored);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** It only fetches a package: the target framework is one that needs no other package. */
const projectFor = (id: string): string => `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>netstandard2.0</TargetFramework>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
  </PropertyGroup>
  <ItemGroup><PackageDownload Include="${id}" Version="[${version}]" /></ItemGroup>
</Project>
`;
