// The Config tab in a real browser: what ran against the file as it is now.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findings } from './harness/accessibility';
import { openHarness, type OpenView } from './harness/harness';

const harness = await openHarness();
const RAN = 'data:\n  train: ./images\nobjective: { name: info-nce, temperature: 0.5 }\n';

describe.skipIf(!harness)('the Config tab', () => {
  let page: OpenView;

  beforeEach(async () => {
    page = await harness!.open({ width: 770 });
    await page.getByRole('tab', { name: 'Config' }).click();
    await page.getByText('1 line differs').waitFor();
  });
  afterEach(async () => {
    expect(page.problems).toEqual([]);
    await page.close();
  });

  const change = (text: string | undefined): Promise<void> =>
    page.evaluate((now) => {
      window.fakeHost.changeConfig(now);
    }, text);

  it('is a table of lines with their numbers, and marks the words that differ', async () => {
    const cells = await page
      .locator('.diff tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    expect(cells).toEqual([
      ['1', '1', '', 'data:'],
      ['2', '2', '', '  train: ./images'],
      ['3', '', '−ran', 'objective: { name: info-nce, temperature: 0.5 }'],
      ['', '3', '+now', 'objective: { name: info-nce, temperature: 0.2 }'],
    ]);
    expect(await page.locator('.diff mark').allTextContents()).toEqual(['0.5', '0.2']);
  });

  it('counts on its tab, and follows the file', async () => {
    const tab = page.getByRole('tab', { name: 'Config' });
    expect(await tab.textContent()).toBe('Config1');
    await change(`${RAN}train: { epochs: 3 }\nseed: 2\n`);
    await page.getByText('2 lines differ').waitFor();
    expect(await tab.textContent()).toBe('Config2');
    await change(RAN);
    await page.getByText('Nothing differs').waitFor();
    expect(await tab.textContent()).toBe('Config');
    expect(await page.locator('.diff-removed, .diff-added').count()).toBe(0);
  });

  const asks = async (button: string, request: string): Promise<void> => {
    await page.getByRole('button', { name: button }).click();
    await page.waitForFunction((name) => window.fakeHost.asked.includes(name), request);
  };

  it('opens the config, and puts it back as it ran', async () => {
    await asks('Open Config', 'openConfig');
    await asks('Restore', 'restoreConfig');
    await change(RAN);
    await page.getByText('Nothing differs').waitFor();
    expect(await page.getByRole('button', { name: 'Restore' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Train' }).count()).toBe(0);
  });

  it('shows what ran where the file is gone, puts it back, and trains it', async () => {
    await change(undefined);
    await page.getByText('The config file is gone').waitFor();
    expect(await page.locator('.diff tbody tr').count()).toBe(3);
    await asks('Restore', 'restoreConfig');
    await asks('Train', 'trainConfig');
  });

  it('shows markup of a config as text', async () => {
    await change('<img src=x onerror="document.title = 1">\n');
    await page.getByText('<img src=x onerror=').waitFor();
    expect(await page.locator('.diff img').count()).toBe(0);
  });
});

afterAll(() => harness?.close());

describe.skipIf(!harness)('settings over the file', () => {
  it('stand over its lines, and are counted with them', async () => {
    const page = await harness!.open({ width: 770, search: { overridden: '' } });
    const tab = page.getByRole('tab', { name: 'Config' });
    await tab.click();
    await page.getByText('1 line and 3 settings differ').waitFor();
    expect(await tab.textContent()).toBe('Config4');
    const rows = page.getByRole('region', { name: 'Settings over the file' }).locator('tbody tr');
    expect(await rows.evaluateAll(cellsOf)).toEqual([
      ['encoder.widths', '[ 16, 32 ]', 'not [ 32, 64 ]'],
      ['train.epochs', '8', 'not 25'],
      ['encoder.depth', '3', 'not in the file'],
    ]);
    await page.evaluate((ran) => {
      window.fakeHost.changeConfig(ran);
    }, RAN);
    await page.getByText('3 settings differ', { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(page.problems).toEqual([]);
    await page.close();
  });
});

const cellsOf = (rows: readonly Element[]): (string | null)[][] =>
  rows.map((row) => [...row.children].map((cell) => cell.textContent));
