// The groups of the protocol: Ed25519 by @noble/curves, and two subgroups of the numbers mod p by the browser's integers.
// Each can read, write (one or all), mul, div, power, base and encode, as the classes of bylaw.belenios do.
import { ed25519, sha256 } from "./noble.js";

const Point = ed25519.Point ?? ed25519.ExtendedPoint;
const WIDTH = 8n;
const WINDOW = 4;

const utf8 = (text) => new TextEncoder().encode(text);
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const digest = (text) => sha256(typeof text === "string" ? utf8(text) : text);
export const number = (bytes) => BigInt(`0x${hex(bytes)}`);
// A number from 0 to bound - 1, uniform up to 2^-128.
export const below = (bound, random) => number(random(Math.ceil(bound.toString(2).length / 8) + 16)) % bound;

function pack(values, padding) {
  if (values.some((value) => !Number.isInteger(value) || value < 0 || value > 255)) throw new Error("ranks are numbers from 0 to 255");
  return values.reduce((sum, value) => (sum << WIDTH) + BigInt(value), 0n) << padding;
}

// Elements are points; the text is the compressed point as a big-endian number in hexadecimal.
class Curve {
  name = "Ed25519";
  q = 2n ** 252n + 27742317777372353535851937790883648493n;
  identity = Point.ZERO;
  generator = Point.BASE;
  most = 30;

  read(text) {
    const point = Point.fromHex(hex(unhex(text).reverse()));
    if (!/^[0-9a-f]{64}$/.test(text) || !point.isTorsionFree() || point.equals(Point.ZERO)) throw new Error("not an element of the group");
    return point;
  }

  write(point) {
    return hex((point.toBytes ?? point.toRawBytes).call(point).slice().reverse());
  }

  // All their inverses at once.
  writeAll(points) {
    return Point.normalizeZ(points).map((point) => this.write(point));
  }

  fix(key) {
    key.precompute?.(8, false);
  }

  mul(a, b) {
    return a.add(b);
  }

  div(a, b) {
    return a.subtract(b);
  }

  power(point, exponent) {
    return exponent === 0n || point.equals(Point.ZERO) ? Point.ZERO : point.multiply(exponent);
  }

  base(exponent) {
    return this.power(Point.BASE, exponent);
  }

  encode(values) {
    for (let wanted = pack(values, 14n); ; wanted += 1n) {
      try {
        const point = Point.fromHex(hex(unhex(wanted.toString(16).padStart(64, "0")).reverse()));
        if (point.isTorsionFree()) return point;
      } catch {
        continue;
      }
    }
  }
}

// Elements are numbers below p, of order q; the text is the number in base 10.
class Field {
  identity = 1n;

  constructor(name, p, q, generator, most) {
    Object.assign(this, { name, p, q, generator, most });
  }

  read(text) {
    if (!/^[1-9][0-9]*$/.test(text) || text.length > 617 || BigInt(text) >= this.p) throw new Error("not an element of the group");
    const element = BigInt(text);
    if (element === 1n || this.power(element, this.q) !== 1n) throw new Error("not an element of the group");
    return element;
  }

  write(element) {
    return element.toString();
  }

  writeAll(elements) {
    return elements.map((element) => this.write(element));
  }

  fix() {}

  mul(a, b) {
    return (a * b) % this.p;
  }

  div(a, b) {
    return this.mul(a, this.power(b, this.q - 1n));
  }

  // The same multiplications for every exponent; the integers of a browser take no constant time all the same.
  power(element, exponent) {
    const table = [1n];
    for (let i = 1; i < 1 << WINDOW; i++) table.push(this.mul(table[i - 1], element));
    let result = 1n;
    for (const digit of exponent.toString(16).padStart(this.q.toString(16).length, "0")) {
      for (let i = 0; i < WINDOW; i++) result = this.mul(result, result);
      result = this.mul(result, table[parseInt(digit, 16)]);
    }
    return result;
  }

  base(exponent) {
    return this.power(this.generator, exponent);
  }

  encode(values) {
    const packed = pack(values, 8n);
    for (let element = packed; element < packed + 256n; element++)
      if (element > 0n && this.power(element, this.q) === 1n) return element;
    throw new Error("these ranks have no element");
  }
}

// FIPS 186-4 parameters of the specification
const P_BELENIOS = 0xa3ef2d011fefb1b6e39e568fccdffb0fb7dc7ef3a791b6862791811d21fc35f21e6d36856b428030421f514ed40bfd4c06e092a495af8d79a2f85e0fb11c0ede07dd973f9c53e50930c6e82ac36de1ae3fb8c3aabfff12ce27a5022ddd8912d107435012768a2cdd0a4091d8fa447f6c7ebc15a349fa318a6b4fe17d8d47e843a3e14dfa9b2162f4d7229abe93a188b46b006517d6f6747ebbb29c9ec3099b607f18fb1a8bc858279aa8599411d998d3e3fada9e010840d082d8c31911acdd4a0e7992d0f18cc759cb5de0acf66a3882555bc810941e021b6a4ccfa04ee4008f878affa2375e2999b44f6cef17d707301e59e0e6351e051ed9cec4157646e64fn;
const G_BELENIOS = 0x1307c1ab5f295885d7caa3a78a42415e31fd1c5807b61fb1e781878a52230a51988b98c259597f9c5a9dfd001d26ba31d9d8976f01d95a1c8262ee68a0e92cea541e5219e0d0d094301b894236823fe1d4bc04e29f3748aefd4f10d5b1a356a8643e673fd9d215fc8fe5fb9cf9fdb8ea88fdb1a3381a697fdf9c2458570b06d26aef1be365fdd90165f397c6b870df8c1b9e519edcee8bb0f74b7a1615a274ba60a7ea574a61f552d2dde0ce514e0927c4ff49b1964c4a913731ae4268d60d7f22127b6cbba44d453ac8b72fd04e0991b7aeff04867d8724ac638f5f34100d2d47aa680d43771902743d663f42d853c041e1c91fe3823f4bcf284308f1d7e653n;
const Q_BELENIOS = 0xadb6066a73522565f4daa0f2579db7f2f0fa90c2168bc709e20263387d55c491n;
// RFC 3526, section 3
const P_RFC3526 = 0xffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aacaa68ffffffffffffffffn;

export function named(name) {
  if (name === "Ed25519") return new Curve();
  if (name === "BELENIOS-2048") return new Field(name, P_BELENIOS, Q_BELENIOS, G_BELENIOS, 0);
  if (name === "RFC-3526-2048") return new Field(name, P_RFC3526, (P_RFC3526 - 1n) / 2n, 2n, 255);
  throw new Error("this booth does not know the group of this election");
}
