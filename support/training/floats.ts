/** A float as Python's `float.hex` writes it: `0x1.8000000000000p+1`. */
export function hexFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  const high = bits.getUint32(0)
  const exponent = (high >>> 20) & 0x7ff
  const digits = (high & 0xfffff).toString(16).padStart(5, '0')
  const more = bits.getUint32(4).toString(16).padStart(8, '0')
  const sign = high >>> 31 ? '-' : ''
  if (exponent === 0 && value === 0) return `${sign}0x0.0p+0`
  const power = exponent === 0 ? -1022 : exponent - 1023
  const lead = exponent === 0 ? 0 : 1
  return `${sign}0x${lead}.${digits}${more}p${power < 0 ? '-' : '+'}${Math.abs(power)}`
}
