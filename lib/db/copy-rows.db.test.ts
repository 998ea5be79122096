import { expect, test } from "vitest";
import { inCopyTransaction, inSqlTransaction, poolSql } from "@/lib/db/sql";

const ODD = ["tab\there", "line\nfeed\r", "back\\slash", "\\N", "\\.", "词元 🪙", ""];

test("what is copied is what was given, in the transaction of the statements around it", async () => {
  await poolSql("CREATE TABLE copied (id int, word text)");
  await inCopyTransaction(async (sql, copyRows) => {
    await Promise.all([
      copyRows(
        "copied",
        ["id", "word"],
        [...ODD, null].map((word, id) => [id, word]),
      ),
      sql("INSERT INTO copied VALUES ($1, $2)", [99, "after"]),
    ]);
  });
  const rows = await poolSql("SELECT word FROM copied ORDER BY id");
  expect(rows).toEqual([...ODD, null, "after"].map((word) => ({ word })));

  const refused = inCopyTransaction(async (sql, copyRows) => {
    await sql("DELETE FROM copied");
    await copyRows("copied", ["id", "word"], [["no number", "x"]]);
  });
  await expect(refused).rejects.toMatchObject({ code: "22P02" });
  expect(await poolSql("SELECT 1 FROM copied")).toHaveLength(rows.length);
});

test("statements that travel together fail together, and the connection serves on", async () => {
  await poolSql("CREATE TABLE paired (id int PRIMARY KEY)");
  const pair = (other: number) =>
    inSqlTransaction(async (sql) => {
      await Promise.all([sql("INSERT INTO paired VALUES (1)"), sql("INSERT INTO paired VALUES ($1)", [other])]);
    });
  await expect(pair(1)).rejects.toMatchObject({ code: "23505" });
  expect(await poolSql("SELECT 1 FROM paired")).toEqual([]);
  await pair(2);
  expect(await poolSql("SELECT id FROM paired ORDER BY id")).toEqual([{ id: 1 }, { id: 2 }]);
});
