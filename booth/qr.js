export { default as readQr } from "qr/decode.js";
