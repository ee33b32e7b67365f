// src/post.ts
if (Object.entries(process.env).some(([name, value]) => name.startsWith("STATE_") && value)) await (await import("./github-post.js")).main(process.env);
export {};
