import * as z from 'zod'
import { maybeText, maybeTexts, type SourceFile, table } from '../source.ts'

export const strings = z.array(z.string())
const source = table(z.unknown())
const files = z.object({ file: z.union([z.string(), strings]).optional() })

const schema = z.object({
  'build-system': z.object({ 'build-backend': maybeText }).optional(),
  project: z
    .object({
      name: maybeText,
      'requires-python': maybeText,
      dependencies: maybeTexts,
      'optional-dependencies': table(strings).optional(),
      dynamic: maybeTexts,
    })
    .optional(),
  'dependency-groups': table(z.array(z.union([z.string(), table(z.unknown())]))).optional(),
  tool: z
    .object({
      uv: z
        .looseObject({
          'constraint-dependencies': maybeTexts,
          'override-dependencies': maybeTexts,
          'dev-dependencies': maybeTexts,
          'default-groups': z.union([strings, z.string()]).optional(),
          sources: table(source.or(z.array(source))).optional(),
          index: z.array(z.looseObject({ url: maybeText })).optional(),
        })
        .optional(),
      pdm: table(z.unknown()).optional(),
      poetry: table(z.unknown()).optional(),
      pixi: table(z.unknown()).optional(),
      hatch: z
        .object({
          envs: z.unknown().optional(),
          metadata: z
            .object({
              hooks: z
                .object({ requirements_txt: z.object({ files: maybeTexts }).optional() })
                .optional(),
            })
            .optional(),
        })
        .optional(),
      setuptools: z
        .object({
          dynamic: z
            .object({
              dependencies: files.optional(),
              'optional-dependencies': table(files).optional(),
            })
            .optional(),
        })
        .optional(),
    })
    .optional(),
})
export type Pyproject = z.infer<typeof schema>
export type FileList = z.infer<typeof files>

export const parsePyproject = (file: SourceFile): Pyproject => file.parse('TOML', schema)
