export declare function checkLinks(files: Record<string, string>): string[];
