// The config that lies beside the herbarium's images: hard negatives, and a training of a minute.

export const herbariumConfig = `# Learns to tell leaves apart without being told their names.
name: herbarium

data:
  train: ./images          # genus/species/sheet.png, 64 × 64

# Two views of one sheet. Gray in every second view: the shape must do, not the colour of the paper.
positives:
  from: augmentation
  size: 32
  crop: [0.5, 1]
  flip: 0.5
  vertical_flip: 0.5
  jitter: [0.4, 0.4, 0.4, 0.1]
  gray: 0.5
  blur: 0                  # veins and teeth are only a pixel or two wide

encoder: { name: conv, widths: [32, 64, 128, 256], batch_norm: true }
head: { layers: [256, 128], batch_norm: true }

objective: { name: info-nce, temperature: 0.2 }

# Hard negatives (Robinson et al. 2021). Of twelve sheets one is of the anchor's species by chance.
negatives: { from: batch, weighting: hard, tau_plus: 0.08, beta: 0.5 }

optimizer: { name: adam, lr: 3.0e-3 }
train: { epochs: 25, batch_size: 128, seed: 1 }
evaluate: { every: 5, knn: { k: 20 } }
`;
