export declare function checkStrayText(files: Record<string, string>): string[];
