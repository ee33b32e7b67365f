export { t as Patience, n as describeFailure, r as isHttpError, i as isRateLimit } from "./retry2.js";
