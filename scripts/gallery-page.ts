import { situations } from '../support/report/situations.ts'

/** docs/gallery.md: the pictures that `npm run gallery` makes, with what each shows. */
export const galleryPage = (): string =>
  [
    '# Gallery',
    'Ten situations, each as a comment on a phone (light and dark), as `report.html`, and on a terminal of 60 and of 120 columns.',
    'The records are made up; the judge and the reports are those of the program. `npm run gallery` makes the pictures.',
    ...Object.entries(situations()).map(
      ([
        name,
        {
          title,
          report: { verdict },
        },
      ]) =>
        [
          `## ${title}`,
          `Verdict [\`${verdict}\`](verdicts/${verdict}.md).`,
          `![${title}: the comment on a phone, light and dark, and the page](images/gallery/${name}.png)`,
          `![${title}: on a terminal of 60 and of 120 columns](images/gallery/${name}-terminal.png)`,
        ].join('\n\n'),
    ),
  ]
    .join('\n\n')
    .concat('\n')
