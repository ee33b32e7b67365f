import { post } from './github/post.ts'

await post()
