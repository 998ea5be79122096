export declare function checkPrismaSchema(files: Record<string, string>): string[];
