"""Traditional Chinese characters as simplified ones, as far as headers of exports have them.

The pairs are those of Unicode's kSimplifiedVariant. Japanese headers that use the same characters
come out the same on both sides of a comparison, and nothing else is done with them.
"""

_TRADITIONAL = (
    "訂單號編碼戶稱銷貨產數價額總幣種別業務員區門類發開應帳賬購買賣採進廠倉庫備註說時間狀態審實際稅淨潤項細"
    "規條聯絡電話郵統結匯國縣鄉樣圖書機構組織團隊負責經辦櫃點網線會級檔標題頭錄製驗領歸屬導營運費優廣東長"
    "後從對個為處報銀預約計劃達減欄餘勞訊連選擇質輸輔轉遞邊還鋪關閉隨顧館簽簡範紀納紙終給維續繳藥補裝複視"
    "詢試認證議變賓貼資贈軟輕請"
)
_SIMPLIFIED = (
    "订单号编码户称销货产数价额总币种别业务员区门类发开应账账购买卖采进厂仓库备注说时间状态审实际税净润项细"
    "规条联络电话邮统结汇国县乡样图书机构组织团队负责经办柜点网线会级档标题头录制验领归属导营运费优广东长"
    "后从对个为处报银预约计划达减栏余劳讯连选择质输辅转递边还铺关闭随顾馆签简范纪纳纸终给维续缴药补装复视"
    "询试认证议变宾贴资赠软轻请"
)
_CHARACTERS = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def simplified(text: str) -> str:
    """The text with its traditional characters replaced by simplified ones."""
    return text.translate(_CHARACTERS)
