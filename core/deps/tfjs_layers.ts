export * from "npm:@tensorflow/tfjs-layers@4.22.0";
