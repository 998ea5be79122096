/** The sentences that the schema owes its reader, and the types that PostgreSQL must see. */
export function checkPrismaSchema(files) {
  const schema = Object.entries(files).filter(([path]) => /^prisma\/schema\/.+\.prisma$/.test(path));
  if (schema.length === 0) return [];
  const strict = schema.some(([, text]) => text.includes("strictUndefinedChecks"));
  return [
    ...(strict ? [] : ["prisma/schema: the generator misses the preview feature strictUndefinedChecks"]),
    ...schema.flatMap(([path, text]) => checkFile(text).map(([line, finding]) => `${path}:${line}: ${finding}`)),
  ];
}

function checkFile(text) {
  const lines = text.split("\n").map((line) => line.trim());
  const findings = [];
  let model;
  lines.forEach((line, index) => {
    const add = (finding) => findings.push([index + 1, finding]);
    const name = /^model (\w+) \{/.exec(line)?.[1];
    if (name) {
      model = { name, line: index + 1, table: undefined };
      if (!lines[index - 1]?.startsWith("/// ")) add(`model ${name} does not say what a row is (///)`);
    }
    if (!model) return;
    if (line === "}") {
      if (!model.table) findings.push([model.line, `model ${model.name} has no @@map("table_name")`]);
      else findings.push(...checkTable(model));
      model = undefined;
      return;
    }
    model.table ??= /^@@map\("(.+)"\)/.exec(line)?.[1];
    for (const finding of checkLine(line, lines[index - 1] ?? "")) add(finding);
  });
  return findings;
}

function checkTable({ line, table }) {
  const findings = [];
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(table)) findings.push([line, `table ${table} is not snake_case`]);
  if (/s$/.test(table) && !/(ss|us|is|news)$/.test(table)) findings.push([line, `table ${table} is not singular`]);
  return findings;
}

function checkLine(line, before) {
  const findings = [];
  if (/^@@index\(/.test(line) && !/^\/\//.test(before) && !/\/\/\s*\w/.test(line))
    findings.push("this index does not name the query it serves");

  const relation = /@relation\((.*)\)/.exec(line)?.[1];
  if (relation?.includes("fields:")) {
    if (!/onDelete:/.test(relation)) findings.push("this relation does not state onDelete");
    if (/onDelete:\s*SetNull/.test(relation)) findings.push("SetNull would clear the cell: the row must go or stay");
  }

  const [, field, type] = /^(\w+)\s+(\w+)/.exec(line) ?? [];
  if (type === "DateTime" && !/@db\.(Timestamptz\(3\)|Date\b)/.test(line))
    findings.push(`${field} is an instant: @db.Timestamptz(3)`);
  if (field && /[A-Z]/.test(field) && /^(String|Int|BigInt|Boolean|DateTime|Json|Bytes|Decimal|Float)$/.test(type)) {
    const column = /@map\("(.+?)"\)/.exec(line)?.[1];
    if (!column || !/^[a-z0-9_]+$/.test(column)) findings.push(`${field} has no snake_case column name`);
  }
  if (type === "Float" || type === "Decimal") findings.push(`${field}: amounts and counts are integers, never ${type}`);
  return findings;
}
