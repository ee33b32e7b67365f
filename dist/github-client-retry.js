export { f as Patience, p as describeFailure, m as isHttpError, h as isRateLimit } from "./github.js";
