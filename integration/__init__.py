"""The engine: keeps marketplace and ERP in step, knowing them only by published documents."""
