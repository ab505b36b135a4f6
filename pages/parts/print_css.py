"""How a page looks on paper: no menu, no filters, no buttons; a sheet of 1000 pixels on one A4."""

CSS = (
    "@page{size:A4 portrait;margin:10mm}"
    "@media print{"
    "*{print-color-adjust:exact!important;-webkit-print-color-adjust:exact!important}"
    ".stSidebar,.stAppHeader,.st-key-scope_row,.stExpander,.stDownloadButton,.stPopover,.stPageLink,"
    ".st-key-print_hint,.st-key-account_list{display:none!important}"
    ".stApp,.stMain,.stAppViewContainer{position:static!important;overflow:visible!important;"
    "height:auto!important}"
    ".stMainBlockContainer{padding:0 8px!important;max-width:none!important}"
    ".st-key-sheet{zoom:.7;width:1000px!important}"
    ".st-key-sheet .stHorizontalBlock{display:flex!important;flex-wrap:nowrap!important}"
    ".stPlotlyChart,.stMetric,table,tr{break-inside:avoid}"
    "}"
)
