// What the operating system refused, as a sentence: a full disk, a missing permission.

type SystemError = NodeJS.ErrnoException & { readonly syscall: string };

export const isRefusal = (error: unknown): error is SystemError =>
  error instanceof Error && 'syscall' in error;

const sentences: Readonly<Partial<Record<string, string>>> = {
  ENOSPC: 'the disk is full: make room and try again',
  EDQUOT: 'the quota of the disk is used up: make room and try again',
  EROFS: 'this cannot be written: its disk is read-only',
  EACCES: 'permission is denied: change it, or choose another place',
  EPERM: 'permission is denied: change it, or choose another place',
  ENOENT: 'this file or folder is gone: put it back and try again',
  EMFILE: 'too many files are open: close other programs, or raise the limit',
};

/** Names the file where the system does; one that was to be written, by its final name. */
export function refusal(error: SystemError): string {
  const sentence = sentences[error.code ?? ''];
  if (sentence === undefined) return error.message;
  const file = error.path?.replace(/(\.\d+)+\.tmp$/, '');
  return file === undefined ? sentence : `${file}: ${sentence}`;
}
