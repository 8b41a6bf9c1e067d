/** A value as its GraphQL scalar writes it, told by the SQL type that its column is cast to. */
export function valueJson(value: string, cast: string | undefined): string {
  if (cast === "numeric") return `${value}::text`;
  if (cast === "timestamptz") return `to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return value;
}
