export declare function checkStyleSheets(files: Record<string, string>): string[];
