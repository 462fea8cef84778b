export { default as drawQr } from "qr";
export { default as readQr } from "qr/decode.js";
