"""Rules of form that letters alone can tell, in any format: number and symbol, grounds, markers, foot and signature."""
