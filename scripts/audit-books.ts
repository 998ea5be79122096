import { auditBooks } from "@/lib/books/audit-books";
import { closeDb } from "@/lib/db/client";

const audit = await auditBooks();
console.log(JSON.stringify(audit));
await closeDb();
process.exitCode = audit.ok ? 0 : 1;
