/** Who publishes this action: a placeholder, until `node scripts/owner.ts NAME` puts a name everywhere. */
export const OWNER = 'org'

export const REPOSITORY = `${OWNER}/lddpr-action`
