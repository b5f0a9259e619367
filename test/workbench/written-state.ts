// What a window in a browser has written down of its editors. It does so when it is idle, every few
// seconds, and not for certain when it closes; a window on the desktop always does when it closes.

/**
 * For the page: the window's state as one text. Each level of JSON in it escapes the one below.
 * Empty where there is none yet.
 */
export const writtenState = `(async () => {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    if (!/^vscode-web-state-db-/.test(name)) continue;
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    found.push(...await new Promise((resolve, reject) => {
      const reading = database.transaction('ItemTable').objectStore('ItemTable').getAll();
      reading.onsuccess = () => resolve(reading.result);
      reading.onerror = () => reject(reading.error);
    }));
    database.close();
  }
  return found.filter((each) => typeof each === 'string').join('\\n');
})()`;
