/** Actions of others, and the commits that their tags name: read from the repositories' tags. */
export const PINNED: Record<string, { commit: string; tag: string }> = {
  'actions/checkout': { commit: '3d3c42e5aac5ba805825da76410c181273ba90b1', tag: 'v7.0.1' },
  'actions/setup-python': { commit: '5fda3b95a4ea91299a34e894583c3862153e4b97', tag: 'v7.0.0' },
  'actions/upload-artifact': { commit: 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f', tag: 'v7.0.0' },
  'actions/download-artifact': {
    commit: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c',
    tag: 'v8.0.1',
  },
  'astral-sh/setup-uv': { commit: '20cfd1bf945f4377ade1205e4dbc17946fc9a30d', tag: 'v10.0.1' },
}
